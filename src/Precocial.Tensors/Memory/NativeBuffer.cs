using System.Runtime.InteropServices;

namespace Precocial.Tensors.Memory;

/// <summary>A block of native float32 memory, 64-byte aligned; freed when collected.</summary>
internal sealed unsafe class NativeBuffer
{
    /// <summary>One cache line, and one 512-bit vector.</summary>
    public const int Alignment = 64;

    private NativeBuffer(float* pointer, int capacity)
    {
        Pointer = pointer;
        Capacity = capacity;
    }

    ~NativeBuffer() => NativeMemory.AlignedFree(Pointer);

    public float* Pointer { get; }

    /// <summary>In floats.</summary>
    public int Capacity { get; }

    public static NativeBuffer Allocate(int count)
    {
        // Rounded to whole vectors, so that a kernel may read (never write) past the end up to the next 64
        // bytes.
        long bytes = Math.Max(((long)count * sizeof(float) + Alignment - 1) / Alignment * Alignment,
            Alignment);
        return new NativeBuffer((float*)NativeMemory.AlignedAlloc((nuint)bytes, Alignment), count);
    }
}
