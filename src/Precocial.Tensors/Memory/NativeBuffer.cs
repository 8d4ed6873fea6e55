using System.Runtime.InteropServices;

namespace Precocial.Tensors.Memory;

/// <summary>A block of native float32 memory, 64-byte aligned; freed when collected.</summary>
internal sealed unsafe class NativeBuffer
{
    /// <summary>One cache line, and one 512-bit vector.</summary>
    public const int Alignment = 64;

    // The collector does not see native memory: of buffers from this size on it is told.
    private const long ToldBytes = 1 << 20;

    private readonly long _bytes;

    private NativeBuffer(float* pointer, int capacity, long bytes)
    {
        Pointer = pointer;
        Capacity = capacity;
        _bytes = bytes;
        if (bytes >= ToldBytes)
            GC.AddMemoryPressure(bytes);
    }

    ~NativeBuffer()
    {
        NativeMemory.AlignedFree(Pointer);
        if (_bytes >= ToldBytes)
            GC.RemoveMemoryPressure(_bytes);
    }

    public float* Pointer { get; }

    /// <summary>In floats.</summary>
    public int Capacity { get; }

    public static NativeBuffer Allocate(int count)
    {
        // Rounded to whole vectors, so that a kernel may read (never write) past the end up to the next 64
        // bytes.
        long bytes = Math.Max(((long)count * sizeof(float) + Alignment - 1) / Alignment * Alignment,
            Alignment);
        return new NativeBuffer((float*)LargePages.Allocate(bytes), count, bytes);
    }
}
