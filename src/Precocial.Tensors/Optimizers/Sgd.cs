using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

/// <summary>Stochastic gradient descent with momentum, Nesterov's or the classical, and weight
/// decay.</summary>
/// <remarks>
/// v ← momentum·v + g + weightDecay·w; w ← w − rate·v, or with Nesterov w ← w − rate·(g + weightDecay·w +
/// momentum·v). The velocity is not scaled by the rate, as in PyTorch; Sutskever et al. (ICML 2013) scale it,
/// which differs only when the rate changes.
/// </remarks>
public sealed class Sgd : Optimizer
{
    private readonly Tensor[] _velocities;
    private readonly float _momentum, _weightDecay;
    private readonly bool _nesterov;

    /// <summary>SGD over some parameters.</summary>
    /// <param name="parameters">Free-standing tensors that require a gradient.</param>
    /// <param name="learningRate">Step size.</param>
    /// <param name="momentum">Share of the velocity kept in each step, 0 for none.</param>
    /// <param name="nesterov">Look ahead along the velocity.</param>
    /// <param name="weightDecay">Factor of an L2 penalty's gradient.</param>
    public Sgd(IReadOnlyList<Tensor> parameters, float learningRate, float momentum = 0,
        bool nesterov = false,
        float weightDecay = 0)
        : base(parameters, learningRate)
    {
        _momentum = momentum;
        _nesterov = nesterov;
        _weightDecay = weightDecay;
        _velocities = momentum == 0 ? [] : ZerosLike(parameters);
    }

    /// <summary>The velocities, in the order of the parameters; empty without momentum.</summary>
    public override IReadOnlyList<Tensor> State => _velocities;

    private protected override unsafe void Update(int index, Tensor parameter, Tensor gradient)
    {
        if (_velocities.Length == 0)
        {
            OptimizerKernels.Sgd(parameter.Pointer, gradient.Pointer, parameter.Count, LearningRate,
                _weightDecay, Workers);
            return;
        }
        OptimizerKernels.Momentum(parameter.Pointer, gradient.Pointer, _velocities[index].Pointer,
            parameter.Count,
            LearningRate, _momentum, _weightDecay, _nesterov, Workers);
    }
}
