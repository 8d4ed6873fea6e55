using System.Collections.Immutable;
using Precocial.Search;
using Precocial.Tensors;

namespace Precocial;

/// <summary>What a weight agnostic search made, and how good it is.</summary>
public sealed record WannResult
{
    /// <summary>What was searched, and how.</summary>
    public required Wann Method { get; init; }

    /// <summary>All generations in numbers.</summary>
    public required IReadOnlyList<GenerationRow> Curve { get; init; }

    /// <summary>The network that is handed over.</summary>
    public required WannEntry Best { get; init; }

    /// <summary>What it is compared with.</summary>
    public required IReadOnlyList<WannEntry> Baselines { get; init; }

    /// <summary>How a classifier answers the test part with each shared weight; null for an environment.</summary>
    public ClassifierSweep? Test { get; init; }

    /// <summary>How long the search took, all its runs together.</summary>
    public TimeSpan Elapsed { get; init; }
}

/// <summary>A network and its measurements: one row of a result's table.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="How">How it was obtained, in words.</param>
/// <param name="Wiring">The network; null for the mean over several.</param>
/// <param name="Sweep">What it reached with each of the paper's six shared weights, under conditions that nothing was
/// chosen by.</param>
/// <param name="BestWeight">The shared weight that was best on a grid, under other conditions.</param>
/// <param name="AtBestWeight">What it reached with that weight, under the conditions of
/// <paramref name="Sweep"/>.</param>
/// <param name="Profile">What it reached with each weight of the grid, from which the best was chosen.</param>
public sealed record WannEntry(
    string Name, string How, NeuronWiring? Wiring, WeightSweep Sweep, double BestWeight, double AtBestWeight,
    ImmutableArray<(double Weight, double Value)> Profile);
