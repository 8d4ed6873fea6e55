using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Precocial.Tensors.Kernels.Tiles;

namespace Precocial.Tensors.Kernels;

/// <summary>Copies rows of an image with zeros around them: target[j] = row[first + j·step], zero outside the
/// row.</summary>
/// <remarks>Rows must be copied in ascending order of their targets: whole vectors are written, up to
/// <see cref="TileSet.Lanes"/> − 1 elements past the end, and the next row overwrites them.</remarks>
internal readonly unsafe struct RowCopy(int width, int first, int step, int count)
{
    // For the rows j that lie inside: first + j·step in [0, width).
    private readonly int _begin = Math.Clamp(first >= 0 ? 0 : (-first + step - 1) / step, 0, count);
    private readonly int _end = Math.Clamp(width - first <= 0 ? 0 : (width - first + step - 1) / step, 0,
        count);

    /// <summary>Copies <paramref name="rows"/> rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(float* source, nint sourcePitch, int rows, float* target, nint targetPitch)
    {
        if (Avx512F.IsSupported && step == 1)
            Vectors(source, sourcePitch, rows, target, targetPitch);
        else if (Avx512F.IsSupported && step == 2 && count <= 32)
            EverySecond(source, sourcePitch, rows, target, targetPitch);
        else
            Elements(source, sourcePitch, rows, target, targetPitch);
    }

    /// <summary>Zeros, for rows outside the image.</summary>
    public void Clear(int rows, float* target, nint targetPitch)
    {
        for (int i = 0; i < rows; i++, target += targetPitch)
        {
            for (int j = 0; j < count && Avx512F.IsSupported; j += 16)
                Vector512<float>.Zero.Store(target + j);
            if (!Avx512F.IsSupported)
                new Span<float>(target, count).Clear();
        }
    }

    private void Vectors(float* source, nint sourcePitch, int rows, float* target, nint targetPitch)
    {
        int begin = _begin, length = _end - _begin, whole = length & ~15, right = _end;
        var mask = Avx512Lanes.FirstLanes(length - whole);
        if (count <= 16)
        {
            // One vector: lanes outside the row are masked off, and never touched in memory.
            mask = Inside(0, 1, 0);
            for (source += first; rows > 0; rows--, source += sourcePitch, target += targetPitch)
                Avx512F.MaskLoad(source, mask, Vector512<float>.Zero).Store(target);
            return;
        }
        for (source += first + begin; rows > 0; rows--, source += sourcePitch, target += targetPitch)
        {
            for (int j = 0; j < begin; j += 16)
                Vector512<float>.Zero.Store(target + j);
            float* t = target + begin;
            for (int j = 0; j < whole; j += 16)
                Vector512.Load(source + j).Store(t + j);
            if (whole < length)
                Avx512F.MaskLoad(source + whole, mask, Vector512<float>.Zero).Store(t + whole);
            for (int j = right; j < count; j += 16)
                Vector512<float>.Zero.Store(target + j);
        }
    }

    private void EverySecond(float* source, nint sourcePitch, int rows, float* target, nint targetPitch)
    {
        Vector512<float> mask0 = Inside(0, 2, 0), mask1 = Inside(0, 2, 16), mask2 = Inside(16, 2, 0),
            mask3 = Inside(16, 2, 16);
        for (source += first; rows > 0; rows--, source += sourcePitch, target += targetPitch)
        {
            Every2nd(source, mask0, mask1).Store(target);
            if (count > 16)
                Every2nd(source + 32, mask2, mask3).Store(target + 16);
        }
    }

    private void Elements(float* source, nint sourcePitch, int rows, float* target, nint targetPitch)
    {
        for (int i = 0; i < rows; i++, source += sourcePitch, target += targetPitch)
        {
            VectorCopy.Clear(target, _begin);
            if (step == 1)
            {
                if (_end > _begin)
                    VectorCopy.Run(source + first + _begin, target + _begin, _end - _begin);
            }
            else
            {
                for (int j = _begin; j < _end; j++)
                    target[j] = source[first + j * step];
            }
            if (_end >= _begin)
                VectorCopy.Clear(target + Math.Max(_end, _begin), count - Math.Max(_end, _begin));
        }
    }

    /// <summary>The lanes of 16 floats that begin at row[first + j·step + skip] which lie inside the
    /// row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<float> Inside(int j, int stride, int skip)
    {
        var x = Vector512<int>.Indices + Vector512.Create(first + j * stride + skip);
        return Vector512.LessThan(x.AsUInt32(), Vector512.Create((uint)width)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Every2nd(float* s, Vector512<float> low, Vector512<float> high)
    {
        var even = Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
        var a = Avx512F.MaskLoad(s, low, Vector512<float>.Zero);
        var b = Avx512F.MaskLoad(s + 16, high, Vector512<float>.Zero);
        return Avx512F.PermuteVar16x32x2(a, even, b);
    }
}
