using Precocial.Tensors.Kernels;
using Precocial.Tensors.Memory;

namespace Precocial.Tensors;

/// <summary>A kernel decoder's weights in the order in which its forward pass reads them: input-major, and
/// its first layer position by position.</summary>
/// <remarks>Made once for many uses, by <see cref="Update"/> after each change of the weights; then threads
/// may share it.</remarks>
public sealed unsafe class PreparedKernels
{
    private readonly KernelDecoderSize _size;
    private readonly NativeBuffer _spatial, _spatialBias, _deep, _kernel;

    /// <summary>Memory for weights of some sizes, not yet set.</summary>
    /// <exception cref="ShapeException">Hidden is not a multiple of 16.</exception>
    public PreparedKernels(KernelDecoderSize size)
    {
        if (size.Hidden % 16 != 0)
            throw new ShapeException("A kernel decoder needs a multiple of 16 hidden units, but has "
                + $"{size.Hidden}.");
        _size = size;
        _spatial = NativeBuffer.Allocate(size.Positions * size.Features * size.Hidden);
        _spatialBias = NativeBuffer.Allocate(size.Positions * size.Hidden);
        _deep = NativeBuffer.Allocate(size.Hidden * size.Deep);
        _kernel = NativeBuffer.Allocate(checked(size.Deep * size.Outputs * size.Inputs));
    }

    /// <summary>[position, feature, hidden].</summary>
    internal float* Spatial => _spatial.Pointer;

    /// <summary>[position, hidden].</summary>
    internal float* SpatialBias => _spatialBias.Pointer;

    /// <summary>[hidden, deep].</summary>
    internal float* Deep => _deep.Pointer;

    /// <summary>[deep, out·in].</summary>
    internal float* Kernel => _kernel.Pointer;

    /// <summary>Takes over the values of the weights.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="workers">Threads; null for this one alone.</param>
    /// <exception cref="ShapeException">They have other sizes.</exception>
    public void Update(KernelDecoderWeights weights, WorkerPool? workers = null)
    {
        if (weights.Size != _size || !weights.All.Select(w => w.Count).SequenceEqual(weights.Counts))
        {
            throw new ShapeException($"The kernel decoder is {_size}, but the weights are {weights.Size} of "
                + $"{string.Join(", ", weights.All.Select(w => w.Shape))}.");
        }
        int positions = _size.Positions, hidden = _size.Hidden, features = _size.Features;
        (workers ?? WorkerPool.None).For(positions, p =>
        {
            BlockTransposition.Run(weights.SpatialWeight.Pointer + p * features, positions * features, hidden,
                features, Spatial + p * features * hidden, hidden);
            BlockTransposition.Run(weights.SpatialBias.Pointer + p, positions, hidden, 1,
                SpatialBias + p * hidden, hidden);
        });
        int kernels = _size.Outputs * _size.Inputs;
        Transposition.Transpose(weights.DeepWeight.Pointer, Deep, _size.Deep, hidden);
        Transposition.Transpose(weights.KernelWeight.Pointer, Kernel, kernels, _size.Deep, workers: workers);
    }
}
