global using unsafe DepthwiseRows = delegate*<float*, nint, nint*, float*, float*, nint, nint, nint, bool, void>;
global using unsafe DepthwiseWeights = delegate*<float*, nint, nint*, float*, nint, nint, nint, float*, void>;
global using unsafe GatherTile = delegate*<nint, nint*, nint, nint, float*, nint*, float*, nint,
    float*, nint, bool, int, void>;
global using unsafe ProductTile = delegate*<nint, float*, nint, nint, float*, nint, float*, nint, bool, int, void>;
global using unsafe TapTile = delegate*<nint, float*, float*, nint*, nint*, float*, nint, bool, int, void>;
using System.Runtime.Intrinsics.X86;

namespace Precocial.Tensors.Kernels.Tiles;

/// <summary>The micro-kernels of one family for the best instruction set of this processor.</summary>
/// <remarks>A tile is up to <see cref="MaxRows"/> rows by 1, 2 or 4 vectors of <see cref="Lanes"/> columns;
/// index the arrays by the number of rows. Those of 4 vectors have at most <see cref="MaxRowsOfFour"/> rows.
/// The masked ones write only the first <c>tail</c> columns of the last vector.</remarks>
internal static unsafe class TileSet
{
    /// <summary>Floats in a vector.</summary>
    public static readonly int Lanes = Avx512F.IsSupported ? 16 : HasAvx2 ? 8 : 4;

    /// <summary>The most rows of a tile of one or two vectors.</summary>
    public static readonly int MaxRows = Product.By2.Length - 1;

    /// <summary>The most rows of a tile of four vectors.</summary>
    public static readonly int MaxRowsOfFour = Product.By4.Length - 1;

    /// <summary>Multiply-add belongs to FMA, integer masks to AVX2: the AVX2 kernels need both.</summary>
    public static bool HasAvx2 => Avx2.IsSupported && Fma.IsSupported;

    /// <summary>Whether vectors can be loaded and stored in part.</summary>
    public static bool HasMasks => Lanes > 4;

    /// <summary>The matrix product's.</summary>
    public static class Product
    {
        public static readonly ProductTile[]
            By1 = Avx512F.IsSupported ? Avx512ProductTiles.By1
                : HasAvx2 ? Avx2ProductTiles.By1 : PortableProductTiles.By1,
            By2 = Avx512F.IsSupported ? Avx512ProductTiles.By2
                : HasAvx2 ? Avx2ProductTiles.By2 : PortableProductTiles.By2,
            By4 = Avx512F.IsSupported ? Avx512ProductTiles.By4
                : HasAvx2 ? Avx2ProductTiles.By4 : PortableProductTiles.By4,
            By1Masked = Avx512F.IsSupported ? Avx512ProductTiles.By1Masked
                : HasAvx2 ? Avx2ProductTiles.By1Masked : PortableProductTiles.By1Masked,
            By2Masked = Avx512F.IsSupported ? Avx512ProductTiles.By2Masked
                : HasAvx2 ? Avx2ProductTiles.By2Masked : PortableProductTiles.By2Masked;
    }

    /// <summary>The convolution's, of an image: B through a table of taps.</summary>
    public static class Tap
    {
        public static readonly TapTile[]
            By1 = Avx512F.IsSupported ? Avx512TapTiles.By1
                : HasAvx2 ? Avx2TapTiles.By1 : PortableTapTiles.By1,
            By2 = Avx512F.IsSupported ? Avx512TapTiles.By2
                : HasAvx2 ? Avx2TapTiles.By2 : PortableTapTiles.By2,
            By4 = Avx512F.IsSupported ? Avx512TapTiles.By4
                : HasAvx2 ? Avx2TapTiles.By4 : PortableTapTiles.By4,
            By1Masked = Avx512F.IsSupported ? Avx512TapTiles.By1Masked
                : HasAvx2 ? Avx2TapTiles.By1Masked : PortableTapTiles.By1Masked,
            By2Masked = Avx512F.IsSupported ? Avx512TapTiles.By2Masked
                : HasAvx2 ? Avx2TapTiles.By2Masked : PortableTapTiles.By2Masked;
    }

    /// <summary>The kernel gradient's: A through a table of rows.</summary>
    public static class Gather
    {
        public static readonly GatherTile[]
            By1 = Avx512F.IsSupported ? Avx512GatherTiles.By1
                : HasAvx2 ? Avx2GatherTiles.By1 : PortableGatherTiles.By1,
            By2 = Avx512F.IsSupported ? Avx512GatherTiles.By2
                : HasAvx2 ? Avx2GatherTiles.By2 : PortableGatherTiles.By2,
            By4 = Avx512F.IsSupported ? Avx512GatherTiles.By4
                : HasAvx2 ? Avx2GatherTiles.By4 : PortableGatherTiles.By4,
            By1Masked = Avx512F.IsSupported ? Avx512GatherTiles.By1Masked
                : HasAvx2 ? Avx2GatherTiles.By1Masked : PortableGatherTiles.By1Masked,
            By2Masked = Avx512F.IsSupported ? Avx512GatherTiles.By2Masked
                : HasAvx2 ? Avx2GatherTiles.By2Masked : PortableGatherTiles.By2Masked;
    }

    /// <summary>The depthwise convolutions: index by the taps along an axis, 3 or 5, plus the stride, 1 or
    /// 2.</summary>
    public static class Depthwise
    {
        public static readonly DepthwiseRows[] Rows = Avx512F.IsSupported
            ? [null, null, null, null, &Avx512DepthwiseKernels.Rows3Stride1,
            &Avx512DepthwiseKernels.Rows3Stride2,
                    &Avx512DepthwiseKernels.Rows5Stride1, &Avx512DepthwiseKernels.Rows5Stride2]
            : HasAvx2
                ? [null, null, null, null, &Avx2DepthwiseKernels.Rows3Stride1,
                &Avx2DepthwiseKernels.Rows3Stride2,
                    &Avx2DepthwiseKernels.Rows5Stride1, &Avx2DepthwiseKernels.Rows5Stride2]
                : [null, null, null, null, &PortableDepthwiseKernels.Rows3Stride1,
                &PortableDepthwiseKernels.Rows3Stride2,
                    &PortableDepthwiseKernels.Rows5Stride1, &PortableDepthwiseKernels.Rows5Stride2];

        public static readonly DepthwiseWeights[] Weights = Avx512F.IsSupported
            ? [null, null, null, null, &Avx512DepthwiseKernels.Weights3Stride1,
            &Avx512DepthwiseKernels.Weights3Stride2,
                    &Avx512DepthwiseKernels.Weights5Stride1, &Avx512DepthwiseKernels.Weights5Stride2]
            : HasAvx2
                ? [null, null, null, null, &Avx2DepthwiseKernels.Weights3Stride1,
                &Avx2DepthwiseKernels.Weights3Stride2,
                    &Avx2DepthwiseKernels.Weights5Stride1, &Avx2DepthwiseKernels.Weights5Stride2]
                : [null, null, null, null, &PortableDepthwiseKernels.Weights3Stride1,
                &PortableDepthwiseKernels.Weights3Stride2,
                    &PortableDepthwiseKernels.Weights5Stride1, &PortableDepthwiseKernels.Weights5Stride2];
    }
}
