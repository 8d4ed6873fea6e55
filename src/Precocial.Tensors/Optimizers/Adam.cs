using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

/// <summary>Adam: steps scaled by running means of the gradient and of its square.</summary>
/// <remarks>Weight decay, if any, joins the gradient as an L2 penalty; <see cref="AdamW"/> decays the weights
/// themselves, and is the better choice with decay. Source: Kingma and Ba, ICLR 2015, algorithm 1.</remarks>
public sealed class Adam : Optimizer
{
    private readonly AdamState _state;

    /// <summary>Adam over some parameters; the defaults are the paper's.</summary>
    /// <param name="parameters">Free-standing tensors that require a gradient.</param>
    /// <param name="learningRate">Step size α.</param>
    /// <param name="beta1">Decay of the gradient's mean.</param>
    /// <param name="beta2">Decay of the squared gradient's mean.</param>
    /// <param name="epsilon">Added to the root of the squared gradient's mean.</param>
    /// <param name="weightDecay">Factor of an L2 penalty's gradient.</param>
    public Adam(IReadOnlyList<Tensor> parameters, float learningRate = 1e-3f, float beta1 = 0.9f,
        float beta2 = 0.999f, float epsilon = 1e-8f, float weightDecay = 0)
        : base(parameters, learningRate) =>
        _state = new AdamState(parameters, beta1, beta2, epsilon, weightDecay, decoupled: false);

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
