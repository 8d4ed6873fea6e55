using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

/// <summary>Brings together the gradients of tensors that share memory (<see cref="Tensor.Share"/>): those of
/// several tapes that ran at once.</summary>
public static class GradientSum
{
    /// <summary>Adds the gradients of <paramref name="copies"/>, in their order, to that of
    /// <paramref name="target"/>.</summary>
    /// <param name="target">A free-standing tensor.</param>
    /// <param name="copies">Of its shape; those without a gradient are left out.</param>
    /// <param name="workers">Threads; the result does not depend on them.</param>
    public static unsafe void Add(Tensor target, IReadOnlyList<Tensor> copies, WorkerPool? workers = null)
    {
        Tensor[] gradients = [.. copies.Select(copy => copy.Gradient).OfType<Tensor>()];
        if (gradients.Length == 0)
            return;
        GradientTarget sum = target.LeafGradient();
        Items.Run(new Kernel(sum.Pointer, target.Count, gradients, sum.Accumulate), Items.Of(target.Count),
            workers);
    }

    private readonly unsafe struct Kernel(float* sum, int count, Tensor[] gradients, bool accumulate)
        : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            int start = item * Items.Block, length = Math.Min(Items.Block, count - start);
            if (!accumulate)
                new Span<float>(sum + start, length).Clear();
            foreach (Tensor gradient in gradients)
                VectorCopy.Add(gradient.Pointer + start, sum + start, length);
        }
    }
}
