using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Precocial.Tensors.Kernels.Tiles;

namespace Precocial.Tensors.Kernels;

/// <summary>Copies rows of an image with zeros around them: target[j] = row[first + j·step], zero outside the row.</summary>
/// <remarks>Rows must be copied in ascending order of their targets: whole vectors are written, up to
/// <see cref="TileSet.Lanes"/> − 1 elements past the end, and the next row overwrites them.</remarks>
internal readonly unsafe struct RowCopy(int width, int first, int step, int count)
{
    // For the rows j that lie inside: first + j·step in [0, width).
    private readonly int _begin = Math.Clamp(first >= 0 ? 0 : (-first + step - 1) / step, 0, count);
    private readonly int _end = Math.Clamp(width - first <= 0 ? 0 : (width - first + step - 1) / step, 0, count);

    /// <summary>Copies <paramref name="rows"/> rows; a row is not there if <paramref name="source"/> is null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(float* source, nint sourcePitch, int rows, float* target, nint targetPitch)
    {
        if (Avx512F.IsSupported && step <= 2 && count <= 16)
            OneVector(source, sourcePitch, rows, target, targetPitch);
        else if (Avx512F.IsSupported && step <= 2)
            Vectors(source, sourcePitch, rows, target, targetPitch);
        else
            Elements(source, sourcePitch, rows, target, targetPitch);
    }

    /// <summary>Zeros, for rows outside the image.</summary>
    public void Clear(int rows, float* target, nint targetPitch)
    {
        for (int i = 0; i < rows; i++)
            new Span<float>(target + i * targetPitch, count).Clear();
    }

    private void OneVector(float* source, nint sourcePitch, int rows, float* target, nint targetPitch)
    {
        float* s = source + first;
        if (step == 1)
        {
            var mask = Lanes(0, 1, 0);
            for (int i = 0; i < rows; i++, s += sourcePitch, target += targetPitch)
                Avx512F.MaskLoad(s, mask, Vector512<float>.Zero).Store(target);
            return;
        }
        Vector512<float> low = Lanes(0, 2, 0), high = Lanes(0, 2, 16);
        for (int i = 0; i < rows; i++, s += sourcePitch, target += targetPitch)
            Every2nd(s, low, high).Store(target);
    }

    private void Vectors(float* source, nint sourcePitch, int rows, float* target, nint targetPitch)
    {
        for (int i = 0; i < rows; i++, source += sourcePitch, target += targetPitch)
        {
            for (int j = 0; j < count; j += 16)
            {
                float* s = source + first + j * step;
                if (step == 2)
                    Every2nd(s, Lanes(j, 2, 0), Lanes(j, 2, 16)).Store(target + j);
                else if (j >= _begin && j + 16 <= _end)
                    Vector512.Load(s).Store(target + j);
                else
                    Avx512F.MaskLoad(s, Lanes(j, 1, 0), Vector512<float>.Zero).Store(target + j);
            }
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

    /// <summary>The lanes of 16 floats that begin at row[first + j·step + skip] which lie inside the row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<float> Lanes(int j, int stride, int skip)
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
