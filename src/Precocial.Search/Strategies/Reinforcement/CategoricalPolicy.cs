using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>An independent softmax for each decision.</summary>
/// <remarks>What NAS-Bench-201's REINFORCE baseline learns (Ying et al., "NAS-Bench-101", ICML 2019, §4.1,
/// and Dong and Yang, ICLR 2020, §5). Decisions are told apart by name; pointers and skip bits are options
/// like others. Its nearest neighbour: <see cref="LstmPolicy"/>, whose decisions depend on those
/// before.</remarks>
public sealed class CategoricalPolicy : IPolicy
{
    private const double InitialDeviation = 1e-3;

    private readonly PolicyParameters _parameters;

    /// <summary>A policy that is uniform at first, but for a little noise.</summary>
    /// <param name="seed">Of the noise.</param>
    public CategoricalPolicy(ulong seed = 0) =>
        _parameters = new(seed, rng => InitialDeviation * rng.NextNormal());

    /// <inheritdoc/>
    public string Description => "independent logits";

    /// <inheritdoc/>
    public IReadOnlyCollection<Tensor> Parameters => _parameters.All;

    /// <inheritdoc/>
    public PolicyWalk Walk(Tape tape, IDecisionSequence sequence, Chooser choose)
    {
        var record = new WalkRecord(choose, EntropyTerm.Full);
        while (sequence.Next(record.Choices) is { } decision)
            record.Decide(tape.Input(_parameters.Get(decision.Name, [1, decision.Options])));
        return record.Finish();
    }
}
