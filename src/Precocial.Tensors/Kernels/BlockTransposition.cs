using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Precocial.Tensors.Kernels.Tiles;

namespace Precocial.Tensors.Kernels;

/// <summary>Transposition of narrow blocks into panels: target[c, r] = source[r, c].</summary>
internal static unsafe class BlockTransposition
{
    /// <summary>Transposes <paramref name="rows"/> × <paramref name="columns"/> floats.</summary>
    /// <remarks>The target's rows are written in whole vectors of <see cref="TileSet.Lanes"/>: up to the next
    /// multiple of that, its elements past <paramref name="rows"/> become undefined.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* source, nint sourcePitch, int rows, int columns, float* target,
        nint targetPitch)
    {
        int row = 0;
        if (Avx512F.IsSupported)
        {
            for (; row < rows; row += 16)
                Sixteen(source + row * sourcePitch, sourcePitch, Math.Min(16, rows - row), columns,
                    target + row, targetPitch);
            return;
        }
        for (; row <= rows - 4; row += 4)
            Four(source + row * sourcePitch, sourcePitch, columns, target + row, targetPitch);
        for (; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                target[column * targetPitch + row] = source[row * sourcePitch + column];
        }
    }

    /// <summary>Four columns at a time: register i collects the rows i, i + 4, i + 8, i + 12 in its four
    /// quarters, so that transposing the quarters by themselves leaves the rows in order.</summary>
    private static void Sixteen(float* source, nint pitch, int rows, int columns, float* target,
        nint targetPitch)
    {
        // A row that is not there is read as the last one that is.
        nint* offsets = stackalloc nint[16];
        for (int i = 0; i < 16; i++)
            offsets[i] = Math.Min(i, rows - 1) * pitch;
        int column = 0;
        for (; column <= columns - 4; column += 4)
        {
            Quarters(source + column, offsets, out var a, out var b, out var c, out var d);
            float* t = target + column * targetPitch;
            a.Store(t);
            b.Store(t + targetPitch);
            c.Store(t + 2 * targetPitch);
            d.Store(t + 3 * targetPitch);
        }
        for (; column < columns; column++)
        {
            for (int i = 0; i < rows; i++)
                target[column * targetPitch + i] = source[column + offsets[i]];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarters(float* source, nint* offsets, out Vector512<float> a, out Vector512<float> b,
        out Vector512<float> c, out Vector512<float> d)
    {
        var r0 = Gather(source, offsets);
        var r1 = Gather(source, offsets + 1);
        var r2 = Gather(source, offsets + 2);
        var r3 = Gather(source, offsets + 3);
        var low01 = Avx512F.UnpackLow(r0, r1).AsDouble();
        var high01 = Avx512F.UnpackHigh(r0, r1).AsDouble();
        var low23 = Avx512F.UnpackLow(r2, r3).AsDouble();
        var high23 = Avx512F.UnpackHigh(r2, r3).AsDouble();
        a = Avx512F.UnpackLow(low01, low23).AsSingle();
        b = Avx512F.UnpackHigh(low01, low23).AsSingle();
        c = Avx512F.UnpackLow(high01, high23).AsSingle();
        d = Avx512F.UnpackHigh(high01, high23).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Gather(float* source, nint* offsets)
    {
        var all = Vector128.Load(source + offsets[0]).ToVector256Unsafe().ToVector512Unsafe();
        all = Avx512F.InsertVector128(all, Vector128.Load(source + offsets[4]), 1);
        all = Avx512F.InsertVector128(all, Vector128.Load(source + offsets[8]), 2);
        return Avx512F.InsertVector128(all, Vector128.Load(source + offsets[12]), 3);
    }

    private static void Four(float* source, nint pitch, int columns, float* target, nint targetPitch)
    {
        int column = 0;
        if (Sse.IsSupported)
        {
            for (; column <= columns - 4; column += 4)
            {
                float* s = source + column, t = target + column * targetPitch;
                Vector128<float> r0 = Vector128.Load(s), r1 = Vector128.Load(s + pitch);
                Vector128<float> r2 = Vector128.Load(s + 2 * pitch), r3 = Vector128.Load(s + 3 * pitch);
                Vector128<float> low01 = Sse.UnpackLow(r0, r1), high01 = Sse.UnpackHigh(r0, r1);
                Vector128<float> low23 = Sse.UnpackLow(r2, r3), high23 = Sse.UnpackHigh(r2, r3);
                Sse.MoveLowToHigh(low01, low23).Store(t);
                Sse.MoveHighToLow(low23, low01).Store(t + targetPitch);
                Sse.MoveLowToHigh(high01, high23).Store(t + 2 * targetPitch);
                Sse.MoveHighToLow(high23, high01).Store(t + 3 * targetPitch);
            }
        }
        for (; column < columns; column++)
        {
            for (int i = 0; i < 4; i++)
                target[column * targetPitch + i] = source[i * pitch + column];
        }
    }
}
