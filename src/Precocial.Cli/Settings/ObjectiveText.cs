using Precocial.Search;

namespace Precocial.Cli;

/// <summary>Objectives as people write them: <c>accuracy,latency</c>.</summary>
internal static class ObjectiveText
{
    public static IReadOnlyList<Objective> Parse(string text)
    {
        var objectives = new List<Objective>();
        foreach (string word in text.Split(',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            Objective objective = word.ToLowerInvariant() switch
            {
                "accuracy" => Objective.Accuracy,
                "latency" => Objective.Latency,
                "parameters" or "params" => Objective.Parameters,
                "flops" => Objective.Flops,
                _ => throw new UsageException(
                    $"--objective knows accuracy, latency, parameters and flops, but has '{word}'."),
            };
            if (objectives.Contains(objective))
                throw new UsageException($"--objective names {word} twice.");
            objectives.Add(objective);
        }
        return objectives is [Objective.Accuracy, ..]
            ? objectives
            : throw new UsageException($"--objective must begin with accuracy, but is '{text}'.");
    }
}
