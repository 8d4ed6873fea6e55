global using unsafe GatherTile = delegate*<nint, nint*, nint, nint, float*, nint*, float*, nint,
    float*, nint, bool, int, void>;
global using unsafe ProductTile = delegate*<nint, float*, nint, nint, float*, nint, float*, nint, bool, int, void>;
global using unsafe TapTile = delegate*<nint, float*, float*, nint*, nint*, float*, nint, bool, int, void>;
using System.Runtime.Intrinsics.X86;
using X86Avx2 = System.Runtime.Intrinsics.X86.Avx2;

namespace Precocial.Tensors.Kernels;

/// <summary>The micro-kernels of one family for the best instruction set of this processor.</summary>
/// <remarks>A tile is up to <see cref="MaxRows"/> rows by 1, 2 or 4 vectors of <see cref="Lanes"/> columns; index the
/// arrays by the number of rows. Those of 4 vectors have at most <see cref="MaxRowsOfFour"/> rows. The masked ones write
/// only the first <c>tail</c> columns of the last vector.</remarks>
internal static unsafe class TileSet
{
    /// <summary>Floats in a vector.</summary>
    public static readonly int Lanes = Avx512F.IsSupported ? 16 : HasAvx2 ? 8 : 4;

    /// <summary>The most rows of a tile of one or two vectors.</summary>
    public static readonly int MaxRows = Product.By2.Length - 1;

    /// <summary>The most rows of a tile of four vectors.</summary>
    public static readonly int MaxRowsOfFour = Product.By4.Length - 1;

    /// <summary>Multiply-add belongs to FMA, integer masks to AVX2: the AVX2 kernels need both.</summary>
    public static bool HasAvx2 => X86Avx2.IsSupported && Fma.IsSupported;

    /// <summary>The matrix product's.</summary>
    public static class Product
    {
        public static readonly ProductTile[]
            By1 = Avx512F.IsSupported ? Kernels.Avx512.ProductTiles.By1
                : HasAvx2 ? Kernels.Avx2.ProductTiles.By1 : Kernels.Portable.ProductTiles.By1,
            By2 = Avx512F.IsSupported ? Kernels.Avx512.ProductTiles.By2
                : HasAvx2 ? Kernels.Avx2.ProductTiles.By2 : Kernels.Portable.ProductTiles.By2,
            By4 = Avx512F.IsSupported ? Kernels.Avx512.ProductTiles.By4
                : HasAvx2 ? Kernels.Avx2.ProductTiles.By4 : Kernels.Portable.ProductTiles.By4,
            By1Masked = Avx512F.IsSupported ? Kernels.Avx512.ProductTiles.By1Masked
                : HasAvx2 ? Kernels.Avx2.ProductTiles.By1Masked : Kernels.Portable.ProductTiles.By1Masked,
            By2Masked = Avx512F.IsSupported ? Kernels.Avx512.ProductTiles.By2Masked
                : HasAvx2 ? Kernels.Avx2.ProductTiles.By2Masked : Kernels.Portable.ProductTiles.By2Masked;
    }

    /// <summary>The convolution's, of an image: B through a table of taps.</summary>
    public static class Tap
    {
        public static readonly TapTile[]
            By1 = Avx512F.IsSupported ? Kernels.Avx512.TapTiles.By1
                : HasAvx2 ? Kernels.Avx2.TapTiles.By1 : Kernels.Portable.TapTiles.By1,
            By2 = Avx512F.IsSupported ? Kernels.Avx512.TapTiles.By2
                : HasAvx2 ? Kernels.Avx2.TapTiles.By2 : Kernels.Portable.TapTiles.By2,
            By4 = Avx512F.IsSupported ? Kernels.Avx512.TapTiles.By4
                : HasAvx2 ? Kernels.Avx2.TapTiles.By4 : Kernels.Portable.TapTiles.By4,
            By1Masked = Avx512F.IsSupported ? Kernels.Avx512.TapTiles.By1Masked
                : HasAvx2 ? Kernels.Avx2.TapTiles.By1Masked : Kernels.Portable.TapTiles.By1Masked,
            By2Masked = Avx512F.IsSupported ? Kernels.Avx512.TapTiles.By2Masked
                : HasAvx2 ? Kernels.Avx2.TapTiles.By2Masked : Kernels.Portable.TapTiles.By2Masked;
    }

    /// <summary>The kernel gradient's: A through a table of rows.</summary>
    public static class Gather
    {
        public static readonly GatherTile[]
            By1 = Avx512F.IsSupported ? Kernels.Avx512.GatherTiles.By1
                : HasAvx2 ? Kernels.Avx2.GatherTiles.By1 : Kernels.Portable.GatherTiles.By1,
            By2 = Avx512F.IsSupported ? Kernels.Avx512.GatherTiles.By2
                : HasAvx2 ? Kernels.Avx2.GatherTiles.By2 : Kernels.Portable.GatherTiles.By2,
            By4 = Avx512F.IsSupported ? Kernels.Avx512.GatherTiles.By4
                : HasAvx2 ? Kernels.Avx2.GatherTiles.By4 : Kernels.Portable.GatherTiles.By4,
            By1Masked = Avx512F.IsSupported ? Kernels.Avx512.GatherTiles.By1Masked
                : HasAvx2 ? Kernels.Avx2.GatherTiles.By1Masked : Kernels.Portable.GatherTiles.By1Masked,
            By2Masked = Avx512F.IsSupported ? Kernels.Avx512.GatherTiles.By2Masked
                : HasAvx2 ? Kernels.Avx2.GatherTiles.By2Masked : Kernels.Portable.GatherTiles.By2Masked;
    }
}
