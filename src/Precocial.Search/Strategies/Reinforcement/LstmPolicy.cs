using System.Globalization;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>An LSTM that decides one after the other: the controller of ENAS, and of Zoph and Le.</summary>
/// <remarks>
/// At each decision the LSTM takes in what was decided last, and its state h decides:
/// <list type="number">
/// <item>An option: logits W·h (+ bias); next input: the option's embedding.</item>
/// <item>A pointer: logit of anchor j is v·tanh(W₁·a_j + W₂·h); next input: the anchor a_j.</item>
/// <item>Skip bits about earlier anchors, all from the same h: q = v·tanh(W₁·a_j + W₂·h), logits [−q, q];
/// next input: Σ(chosen anchors)/(1 + their number).</item>
/// <item>What leaves an anchor: one more step of the LSTM on the last input; its h is the anchor; next input:
/// that of the start.</item>
/// </list>
/// Logits are divided by the temperature, then c·tanh(logits). Anchors that nobody decides (a cell's inputs)
/// have the value 0 and the LSTM's state as their key. The penalty is Σ KL(σ(q) ‖ target) over a layer's skip
/// bits, averaged over layers, of the σ(q) of the released code, although with logits [−q, q] bits are drawn
/// with σ(2q). Sources: Pham et al., "Efficient neural architecture search via parameter sharing", ICML 2018,
/// §2.1 to 2.4, and its released code, micro_controller.py and general_controller.py; Zoph and Le, ICLR 2017,
/// §3.1 and 3.3. Its nearest neighbour: <see cref="CategoricalPolicy"/>, which has no state.
/// </remarks>
public sealed class LstmPolicy : IPolicy
{
    private readonly PolicyParameters _parameters;

    /// <summary>A controller.</summary>
    /// <param name="settings">How it decides.</param>
    /// <param name="seed">Of its first parameters.</param>
    public LstmPolicy(LstmPolicySettings? settings = null, ulong seed = 0)
    {
        Settings = settings ?? new();
        Settings.Check();
        _parameters = new(seed, rng => Settings.InitialRange * (2 * rng.NextDouble() - 1));
    }

    /// <summary>How it decides.</summary>
    public LstmPolicySettings Settings { get; }

    /// <inheritdoc/>
    public string Description => string.Create(CultureInfo.InvariantCulture,
        $"LSTM {Settings.Layers}x{Settings.Units}, temperature {Settings.Temperature}")
        + string.Create(CultureInfo.InvariantCulture,
            $", tanh {Settings.TanhConstant ?? 0}/{Settings.OptionTanhReduction}")
        + string.Create(CultureInfo.InvariantCulture, $", skips {Settings.SkipTarget ?? 0}")
        + string.Create(CultureInfo.InvariantCulture,
            $", bias [{string.Join(' ', Settings.LearnedBias)}] [{string.Join(' ', Settings.FixedBias)}]");

    /// <inheritdoc/>
    public IReadOnlyCollection<Tensor> Parameters => _parameters.All;

    /// <inheritdoc/>
    public PolicyWalk Walk(Tape tape, IDecisionSequence sequence, Chooser choose) =>
        new LstmWalk(tape, _parameters, Settings, choose).Through(sequence);
}
