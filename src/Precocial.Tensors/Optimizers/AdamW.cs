namespace Precocial.Tensors;

/// <summary>Adam with decoupled weight decay: weights shrink by rate·decay in each step, whatever their
/// gradient.</summary>
/// <remarks>Source: Loshchilov and Hutter, ICLR 2019, algorithm 2; the decay is multiplied by the rate, as in
/// PyTorch.
/// </remarks>
public sealed class AdamW : Optimizer
{
    private readonly AdamState _state;

    /// <summary>AdamW over some parameters.</summary>
    /// <param name="parameters">Free-standing tensors that require a gradient.</param>
    /// <param name="learningRate">Step size α.</param>
    /// <param name="beta1">Decay of the gradient's mean.</param>
    /// <param name="beta2">Decay of the squared gradient's mean.</param>
    /// <param name="epsilon">Added to the root of the squared gradient's mean.</param>
    /// <param name="weightDecay">λ: each step takes rate·λ of a weight.</param>
    public AdamW(IReadOnlyList<Tensor> parameters, float learningRate = 1e-3f, float beta1 = 0.9f,
        float beta2 = 0.999f, float epsilon = 1e-8f, float weightDecay = 1e-2f)
        : base(parameters, learningRate) =>
        _state = new AdamState(parameters, beta1, beta2, epsilon, weightDecay, decoupled: true);

    /// <summary>The gradients' means, then the squared gradients', in the order of the parameters; then the
    /// number of steps.</summary>
    public override IReadOnlyList<Tensor> State => _state.Tensors;

    /// <inheritdoc/>
    public override void Step()
    {
        _state.CountStep();
        base.Step();
    }

    private protected override void Update(int index, Tensor parameter, Tensor gradient) =>
        _state.Update(index, parameter, gradient, LearningRate, Workers);
}
