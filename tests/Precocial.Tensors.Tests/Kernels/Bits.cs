using System.Runtime.InteropServices;

namespace Precocial.Tensors.Tests.Kernels;

/// <summary>Comparison to the last bit.</summary>
internal static class Bits
{
    public static void ShouldBeEqual(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected, string what) =>
        MemoryMarshal.AsBytes(actual).SequenceEqual(MemoryMarshal.AsBytes(expected)).ShouldBeTrue(what);
}
