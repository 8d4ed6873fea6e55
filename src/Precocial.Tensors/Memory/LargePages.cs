using System.Runtime.InteropServices;

namespace Precocial.Tensors.Memory;

/// <summary>Asks Linux to back large blocks with 2 MB pages, so that streaming through them misses the
/// address cache 512 times less often.</summary>
/// <remarks>A hint: where it is refused nothing changes but time. Measured on the training step of
/// bench/Precocial.Duel (AMD EPYC Zen 5, one thread): 90.4 ms without, 86.4 ms with; batch normalisation 1.5
/// times as fast.</remarks>
internal static unsafe partial class LargePages
{
    /// <summary>Of a page, in bytes: blocks smaller than this are left alone.</summary>
    public const int Size = 2 << 20;

    private const int Advice = 14; // MADV_HUGEPAGE

    /// <summary>Memory for <paramref name="bytes"/>; free it with
    /// <see cref="NativeMemory.AlignedFree"/>.</summary>
    public static byte* Allocate(long bytes)
    {
        bool large = bytes >= Size && OperatingSystem.IsLinux();
        var block = (byte*)NativeMemory.AlignedAlloc((nuint)bytes,
            large ? Size : (nuint)NativeBuffer.Alignment);
        if (large)
            _ = Advise(block, (nuint)bytes, Advice);
        return block;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(byte* block, nuint bytes, int advice);
}
