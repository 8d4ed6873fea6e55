using Precocial.Tensors.Memory;

namespace Precocial.Tensors.Kernels;

/// <summary>What a piece of scratch memory is for: two uses at once need two names.</summary>
internal enum ScratchUse
{
    /// <summary>A block of A, of one thread's item.</summary>
    PackedA,

    /// <summary>Panels of B, of one thread's item.</summary>
    PackedB,

    /// <summary>Weights in tile order, of the whole call.</summary>
    PackedWeights,

    /// <summary>Tables of offsets, of the whole call.</summary>
    Tables,

    /// <summary>A padded image, of one thread's item.</summary>
    PaddedImage,

    /// <summary>Results before they are put in place, of one thread's item.</summary>
    Result,

    /// <summary>Sums of the items, of the whole call.</summary>
    Partials,

    /// <summary>What the neurons of a program say, of one thread's item.</summary>
    NeuronState,
}

/// <summary>Scratch memory of the kernels: one buffer a use and thread, which only ever grows.</summary>
internal static unsafe class Scratch
{
    [ThreadStatic]
    private static NativeBuffer?[]? t_buffers;

    /// <summary>At least <paramref name="count"/> floats, 64-byte aligned, with unset elements, and 64 bytes
    /// to spare that may be read and written. Valid until this thread asks for the same use again.</summary>
    public static float* Rent(ScratchUse use, long count)
    {
        var buffers = t_buffers ??= new NativeBuffer?[(int)ScratchUse.NeuronState + 1];
        var buffer = buffers[(int)use];
        if (buffer is null || buffer.Capacity < count + 16)
            buffers[(int)use] = buffer = NativeBuffer.Allocate(checked((int)(count + count / 2) + 16));
        return buffer.Pointer;
    }
}
