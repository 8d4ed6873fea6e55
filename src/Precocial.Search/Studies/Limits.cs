using System.Globalization;
using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>What a network may cost at most. Checked before anything is trained: a network over a limit is
/// infeasible, which is not a failure and not an evaluation.</summary>
public sealed record Limits
{
    /// <summary>No limits.</summary>
    public static Limits None { get; } = new();

    /// <summary>The most trainable parameters; null for any number.</summary>
    public long? MaxParameters { get; init; }

    /// <summary>The most floating-point operations for one sample (a multiply-add counts as 2); null for any
    /// number.</summary>
    public long? MaxFlops { get; init; }

    /// <summary>Which limit a network breaks, in words; null when it keeps them all.</summary>
    public string? Broken(ArchitectureGraph graph)
    {
        if (graph.Parameters > MaxParameters)
            return Over("parameters", graph.Parameters, MaxParameters.Value);
        return graph.Flops > MaxFlops ? Over("FLOPs", graph.Flops, MaxFlops.Value) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => (MaxParameters, MaxFlops) switch
    {
        (null, null) => "no limits",
        ({ } parameters, null) => $"at most {Number(parameters)} parameters",
        (null, { } flops) => $"at most {Number(flops)} FLOPs",
        ({ } parameters, { } flops) => $"at most {Number(parameters)} parameters and {Number(flops)} FLOPs",
    };

    private static string Over(string what, long value, long limit) =>
        $"{Number(value)} {what}, over {Number(limit)}";

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
