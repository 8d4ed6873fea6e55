using System.Runtime.InteropServices;
using Precocial.Tensors;

namespace Precocial.Duel;

/// <summary>Aligned arrays of random numbers, kept until the process ends.</summary>
internal static unsafe class NativeArray
{
    /// <summary>Uniform in [-1, 1).</summary>
    public static float* Random(int length)
    {
        var memory = (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float) + 64, 64);
        var rng = new Rng(7);
        for (int i = 0; i < length; i++)
            memory[i] = 2 * rng.NextSingle() - 1;
        return memory;
    }

    /// <summary>Normal, with mean 0.</summary>
    public static float* Normal(int length, float deviation = 1)
    {
        float* memory = Random(length);
        var rng = new Rng(8);
        for (int i = 0; i < length; i++)
            memory[i] = deviation * (float)rng.NextNormal();
        return memory;
    }
}
