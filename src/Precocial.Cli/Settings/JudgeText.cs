using System.Globalization;
using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tensors;

namespace Precocial.Cli;

/// <summary>The judges of a calibration as they are typed: <c>proxy:NAME</c>, <c>trained:EPOCHS</c>,
/// <c>shared:EPOCHS</c>, <c>ghn</c> or <c>ghn:NAME</c>, several separated by commas.</summary>
internal static class JudgeText
{
    public const string Kinds = "proxy:NAME, trained:EPOCHS, shared:EPOCHS, ghn or ghn:NAME";

    private const int MostEpochs = 10_000;

    /// <summary>The judges, in the order typed.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="data">The data set's name, which a hypernetwork is looked for by.</param>
    /// <param name="plan">Whose networks they judge.</param>
    /// <param name="workers">Threads that shared weights are trained with.</param>
    public static IReadOnlyList<CalibrationJudge> Parse(
        string text, string data, CalibrationPlan plan, WorkerPool workers)
    {
        string[] words = text.Split(',', StringSplitOptions.TrimEntries);
        if (words.Distinct().Count() != words.Length)
            throw new UsageException($"--evaluator must name each judge once, but is '{text}'.");
        return [.. words.Select(word => JudgeOf(word, data, plan, workers))];
    }

    // Another source of weights is one more line here.
    private static CalibrationJudge JudgeOf(
        string word, string data, CalibrationPlan plan, WorkerPool workers) => word.Split(':', 2) switch
        {
            ["proxy", var name] when ProxyCatalog.Names.Contains(name) =>
                new(word, new ProxyEvaluator(ProxyCatalog.Find(name), plan.Train)),
            ["proxy", _] => throw new UsageException(
                $"There is no '{word}'. The proxies: {string.Join(", ", ProxyCatalog.Names)}."),
            ["trained", var epochs] => new(word,
                new TrainedEvaluator(plan.Train, plan.Validation, plan.Recipe),
                new Budget(EpochsOf(word, epochs))),
            ["shared", var epochs] => new(word, plan.SharedWeights(EpochsOf(word, epochs), workers)),
            ["ghn"] => new(word, Untrained(HypernetworkOption.Load(null, data).Model, plan)),
            ["ghn", var name] => new(word, Untrained(HypernetworkOption.Load(name, data).Model, plan)),
            _ => throw new UsageException(
                $"--evaluator must be {Kinds}, several separated by commas, but has '{word}'."),
        };

    private static UntrainedEvaluator Untrained(IWeightSource weights, CalibrationPlan plan) =>
        new(weights, plan.Validation);

    private static int EpochsOf(string word, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int epochs)
            && epochs is >= 1 and <= MostEpochs
            ? epochs
            : throw new UsageException(
                $"trained and shared take 1 to {MostEpochs} epochs, but this is '{word}'.");
}
