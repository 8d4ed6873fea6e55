using System.Runtime.InteropServices;
using Precocial.Tensors;

namespace Precocial.Duel;

/// <summary>An aligned array of uniform numbers in [-1, 1), kept until the process ends.</summary>
internal static unsafe class NativeArray
{
    public static float* Random(int length)
    {
        var memory = (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float) + 64, 64);
        var rng = new Rng(7);
        for (int i = 0; i < length; i++)
            memory[i] = 2 * rng.NextSingle() - 1;
        return memory;
    }
}
