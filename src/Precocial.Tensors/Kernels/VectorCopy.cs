using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Precocial.Tensors.Kernels;

/// <summary>Copies of short rows, without the cost of a call to memmove.</summary>
internal static unsafe class VectorCopy
{
    /// <summary>Copies <paramref name="count"/> floats; the two must not overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(float* source, float* target, int count)
    {
        int i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i <= count - 16; i += 16)
                Vector512.Load(source + i).Store(target + i);
        }
        for (; i <= count - 8; i += 8)
            Vector256.Load(source + i).Store(target + i);
        for (; i <= count - 4; i += 4)
            Vector128.Load(source + i).Store(target + i);
        for (; i < count; i++)
            target[i] = source[i];
    }

    /// <summary>Adds <paramref name="count"/> floats to a target.</summary>
    public static void Add(float* source, float* target, nint count)
    {
        nint i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i <= count - 16; i += 16)
                (Vector512.Load(target + i) + Vector512.Load(source + i)).Store(target + i);
        }
        for (; i <= count - 4; i += 4)
            (Vector128.Load(target + i) + Vector128.Load(source + i)).Store(target + i);
        for (; i < count; i++)
            target[i] += source[i];
    }

    /// <summary>Sets <paramref name="count"/> floats, few of them, to zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Clear(float* target, int count)
    {
        int i = 0;
        for (; i <= count - 8; i += 8)
            Vector256<float>.Zero.Store(target + i);
        for (; i < count; i++)
            target[i] = 0;
    }
}
