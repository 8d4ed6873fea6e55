using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

/// <summary>What <see cref="Adam"/> and <see cref="AdamW"/> remember, and their common step.</summary>
internal sealed class AdamState(IReadOnlyList<Tensor> parameters, float beta1, float beta2, float epsilon,
    float weightDecay, bool decoupled)
{
    /// <summary>First moments, second moments, number of steps: all in tensors, so that they are saved as one
    /// list. A float counts exactly to 2²⁴ steps.</summary>
    public Tensor[] Tensors { get; } =
    [
        .. parameters.Select(parameter => Tensor.Zeros(parameter.Shape)),
        .. parameters.Select(parameter => Tensor.Zeros(parameter.Shape)),
        Tensor.Zeros([]),
    ];

    public void CountStep() => Tensors[^1].Span[0]++;

    public unsafe void Update(
        int index, Tensor parameter, Tensor gradient, float learningRate, WorkerPool? workers)
    {
        Tensor first = Tensors[index], second = Tensors[parameters.Count + index];
        OptimizerKernels.Adam(
            parameter.Pointer, gradient.Pointer, first.Pointer, second.Pointer, parameter.Count, learningRate,
            beta1, beta2, epsilon, weightDecay, decoupled, (long)Tensors[^1].Span[0], workers);
    }
}
