using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Looks up what somebody measured before: for comparing strategies, thousands of times a
/// second.</summary>
/// <remarks>Its nearest neighbour <see cref="TrainedEvaluator"/> trains the networks itself. Ignores budget
/// and randomness.</remarks>
public sealed class TabularEvaluator : IEvaluator<Score>
{
    private readonly EvaluationTable _table;
    private readonly string _signal;
    private readonly Func<ArchitectureGraph, string?> _rowOf;

    /// <summary>An evaluator on a table.</summary>
    /// <param name="table">The measurements.</param>
    /// <param name="signal">The column that is the score.</param>
    /// <param name="rowOf">Reads off a network under which name the table has it; null when it is not of that
    /// kind.</param>
    public TabularEvaluator(EvaluationTable table, string signal, Func<ArchitectureGraph, string?> rowOf) =>
        (_table, _signal, _rowOf) = (table, signal, rowOf);

    /// <summary>An evaluator on a NAS-Bench-201 table, whose rows are named by cell.</summary>
    /// <param name="table">The measurements.</param>
    /// <param name="signal">The column that is the score.</param>
    public static TabularEvaluator ForNasBench201(EvaluationTable table, string signal) => new(table, signal,
        graph => NasBench201Skeleton.TryReadCell(graph, out var cell) ? cell.ToString() : null);

    /// <inheritdoc/>
    public string Provenance => $"recorded table, column {_signal}";

    /// <inheritdoc/>
    public string Fidelity(Budget budget) => $"recorded-{_signal}";

    /// <inheritdoc/>
    /// <exception cref="DataException">The table has no row for the network.</exception>
    public Task<Score> EvaluateAsync(
        ArchitectureGraph graph, Budget budget, Rng rng, CancellationToken cancellationToken)
    {
        string row = _rowOf(graph)
            ?? throw new DataException($"{_table.Path} records other networks than those of this space.");
        return Task.FromResult(new Score(_table[row, _signal]));
    }
}
