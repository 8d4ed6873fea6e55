using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Precocial.Tensors.Kernels;

/// <summary>Puts the phases of a strided gradient in place: target[i·s + p, j·t + q] = phase (p, q) at [i,
/// j].</summary>
internal static unsafe class PhaseInterleaving
{
    /// <summary>One channel.</summary>
    /// <param name="source">Phase (0, 0); phase (p, q) is (p·t + q) · <paramref name="phasePitch"/>
    /// further.</param>
    /// <param name="phasePitch">Floats from a phase to the next.</param>
    /// <param name="sourceWidth">Columns of a phase.</param>
    /// <param name="rowSplit">The stride s of the rows.</param>
    /// <param name="columnSplit">The stride t of the columns.</param>
    /// <param name="target">The channel.</param>
    /// <param name="height">Its rows.</param>
    /// <param name="width">Its columns.</param>
    /// <param name="accumulate">Whether to add.</param>
    public static void Run(float* source, nint phasePitch, int sourceWidth, int rowSplit, int columnSplit,
        float* target, int height, int width, bool accumulate)
    {
        for (int y = 0; y < height; y++, target += width)
        {
            nint phases = y % rowSplit * columnSplit * phasePitch;
            float* row = source + phases + (nint)(y / rowSplit) * sourceWidth;
            int done = columnSplit == 2 && Avx512F.IsSupported
                ? Pairs(row, row + phasePitch, target, width, accumulate)
                : 0;
            // Phase by phase: a division for each element would cost more than everything else.
            float* phase = row + done / columnSplit;
            for (int first = done; first < Math.Min(width, done + columnSplit); first++, phase += phasePitch)
                Spread(phase, target, first, columnSplit, width, accumulate);
        }
    }

    private static void Spread(float* phase, float* target, int first, int split, int width, bool accumulate)
    {
        if (accumulate)
        {
            for (int x = first; x < width; x += split)
                target[x] += *phase++;
        }
        else
        {
            for (int x = first; x < width; x += split)
                target[x] = *phase++;
        }
    }

    private static int Pairs(float* even, float* odd, float* target, int width, bool accumulate)
    {
        var low = Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
        var high = low + Vector512.Create(8);
        int x = 0;
        for (; x <= width - 32; x += 32)
        {
            Vector512<float> a = Vector512.Load(even + x / 2), b = Vector512.Load(odd + x / 2);
            var first = Avx512F.PermuteVar16x32x2(a, low, b);
            var second = Avx512F.PermuteVar16x32x2(a, high, b);
            if (accumulate)
            {
                first += Vector512.Load(target + x);
                second += Vector512.Load(target + x + 16);
            }
            first.Store(target + x);
            second.Store(target + x + 16);
        }
        return x;
    }
}
