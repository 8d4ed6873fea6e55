using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Precocial.Tensors.Kernels.Tiles;

namespace Precocial.Tensors.Kernels;

/// <summary>How one channel lies in scratch memory for the depthwise kernels: margins of zeros that are
/// written once and stay, the rows of the image at aligned addresses between them.</summary>
/// <remarks>A margin of one vector before each row serves as the one behind the row before. For stride 2 a
/// row is two halves, the even and the odd columns, so that neighbouring outputs read neighbouring elements.
/// For the gradient of a strided convolution the rows and columns are set apart by zeros.</remarks>
internal unsafe struct PlaneLayout
{
    private readonly int _height, _width, _apart, _split, _padding;

    /// <summary>A layout.</summary>
    /// <param name="height">Rows of the source.</param>
    /// <param name="width">Columns of the source.</param>
    /// <param name="apart">Distance at which the source's elements are set: 1, or a stride.</param>
    /// <param name="split">1, or 2 for halves of even and odd columns.</param>
    /// <param name="padding">Zeros before the first element.</param>
    /// <param name="lastTap">Offset of the last tap from the first.</param>
    /// <param name="outHeight">Rows of the output.</param>
    public PlaneLayout(int height, int width, int apart, int split, int padding, int lastTap, int outHeight)
    {
        (_height, _width, _apart, _split, _padding) = (height, width, apart, split, padding);
        int lanes = TileSet.Lanes, half = ((width - 1) * apart + split) / split;
        HalfPitch = (half + lanes - 1) / lanes * lanes + lanes;
        int rows = Math.Max(padding + (height - 1) * apart, (outHeight - 1) * split + lastTap) + 1;
        Plane = rows * Pitch + 2 * lanes;
    }

    /// <summary>Floats of one half of a row.</summary>
    public int HalfPitch { get; }

    /// <summary>Floats of a row.</summary>
    public readonly int Pitch => HalfPitch * _split;

    /// <summary>Floats of a channel.</summary>
    public int Plane { get; }

    /// <summary>Whether the margins suffice for a first tap and a last tap, and whole vectors of
    /// outputs.</summary>
    public readonly bool Fits(int lastTap, int outWidth)
    {
        int lanes = TileSet.Lanes, vectors = (outWidth + lanes - 1) / lanes * lanes;
        return _padding >= 0 && _padding <= lanes * _split && (lastTap - _padding) / _split + vectors <= HalfPitch;
    }

    /// <summary>Where a column tap reads, from the start of a row, for the first output.</summary>
    public readonly nint Column(int tap)
    {
        int x = tap - _padding, remainder = ((x % _split) + _split) % _split;
        return remainder * HalfPitch + TileSet.Lanes + (x - remainder) / _split;
    }

    /// <summary>How many channels to lay out at once: 6 KB, so that no load waits for a store just made, yet
    /// what is fetched ahead stays in the first-level cache. Four times as much was a third slower.</summary>
    public readonly int PlanesAtOnce => Math.Clamp(1536 / Plane, 1, 8);

    /// <summary>Writes a channel between the margins.</summary>
    /// <param name="source">The channel.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="ahead">Distance to the channel that will be wanted some channels later: it is fetched
    /// meanwhile, for the planes are too short for the processor to see where the reads are going.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Fill(float* source, float* target, nint ahead)
    {
        target += (nint)_padding * Pitch + TileSet.Lanes;
        nint pitch = (nint)Pitch * _apart;
        if (_split == 2)
            FillHalves(source, target, pitch, ahead);
        else if (_apart > 1)
            FillApart(source, target, pitch);
        else if (_width == 16 && Avx512F.IsSupported)
            FillVectors(source, target, pitch, ahead);
        else
            FillRows(source, target, pitch);
    }

    private readonly void FillVectors(float* source, float* target, nint pitch, nint ahead)
    {
        for (int y = _height; y > 0; y--, source += 16, target += pitch)
        {
            Sse.Prefetch0(source + ahead);
            Vector512.Load(source).Store(target);
        }
    }

    private readonly void FillRows(float* source, float* target, nint pitch)
    {
        int width = _width;
        for (int y = _height; y > 0; y--, source += width, target += pitch)
            VectorCopy.Run(source, target, width);
    }

    private readonly void FillHalves(float* source, float* target, nint pitch, nint ahead)
    {
        int width = _width, half = HalfPitch;
        for (int y = _height; y > 0; y--, source += width, target += pitch)
            Halve(source, target, target + half, width, ahead);
    }

    private readonly void FillApart(float* source, float* target, nint pitch)
    {
        int width = _width;
        for (int y = _height; y > 0; y--, source += width, target += pitch)
            SetApart(source, target, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Halve(float* source, float* even, float* odd, int width, nint ahead)
    {
        int x = 0;
        if (Avx512F.IsSupported)
        {
            var evens = Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
            for (; x <= width - 32; x += 32)
            {
                Sse.Prefetch0(source + x + ahead);
                Sse.Prefetch0(source + x + 16 + ahead);
                Vector512<float> a = Vector512.Load(source + x), b = Vector512.Load(source + x + 16);
                Avx512F.PermuteVar16x32x2(a, evens, b).Store(even + x / 2);
                Avx512F.PermuteVar16x32x2(a, evens + Vector512<int>.One, b).Store(odd + x / 2);
            }
        }
        for (; x < width; x++)
            (x % 2 == 0 ? even : odd)[x / 2] = source[x];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void SetApart(float* source, float* target, int width)
    {
        int x = 0;
        if (Avx512F.IsSupported && _apart == 2)
        {
            var low = Vector512.Create(0, 16, 1, 16, 2, 16, 3, 16, 4, 16, 5, 16, 6, 16, 7, 16);
            var high = Vector512.Create(8, 16, 9, 16, 10, 16, 11, 16, 12, 16, 13, 16, 14, 16, 15, 16);
            for (; x <= width - 16; x += 16)
            {
                var a = Vector512.Load(source + x);
                Avx512F.PermuteVar16x32x2(a, low, Vector512<float>.Zero).Store(target + 2 * x);
                Avx512F.PermuteVar16x32x2(a, high, Vector512<float>.Zero).Store(target + 2 * x + 16);
            }
        }
        for (; x < width; x++)
            target[x * _apart] = source[x];
    }
}
