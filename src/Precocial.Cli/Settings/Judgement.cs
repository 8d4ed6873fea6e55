using System.Text.Json;
using Precocial.Experiments;

namespace Precocial.Cli;

/// <summary>The numbers in a recorded result: the first is what a search maximised.</summary>
internal static class Judgement
{
    /// <summary>Every number of a result; empty when there is none or it failed.</summary>
    public static IReadOnlyList<double> Values(CandidateRecord candidate)
    {
        if (candidate.State != "done" || candidate.Value is null)
            return [];
        try
        {
            using JsonDocument document = JsonDocument.Parse(candidate.Value);
            JsonElement root = document.RootElement;
            return root.ValueKind switch
            {
                JsonValueKind.Number => [root.GetDouble()],
                JsonValueKind.Object when root.TryGetProperty("values", out JsonElement values)
                    && values.ValueKind == JsonValueKind.Array =>
                    [.. values.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.Number).Select(v =>
                        v.GetDouble())],
                _ => [],
            };
        }
        catch (JsonException)
        {
            return []; // a file of somebody else's: shown without numbers
        }
    }

    /// <summary>The candidates of a search with a number, in the order proposed.</summary>
    public static IReadOnlyList<(CandidateRecord Candidate, double Value)> Judged(
        IEnumerable<CandidateRecord> candidates) =>
    [
        .. from candidate in candidates
           let values = Values(candidate)
           where values.Count > 0
           select (candidate, values[0]),
    ];
}
