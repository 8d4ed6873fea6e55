using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>What a DeepNets network does differently for images of other sizes.</summary>
/// <remarks>
/// The released code knows 32x32 (CIFAR-10) and 224x224 (ImageNet). Images up to 64 pixels get the former's
/// stem, larger ones the latter's. For images smaller than 28 pixels patches overlap (3x3 with stride 2), so
/// that enough of them remain: a departure, for the scaled-down generators.
/// </remarks>
internal readonly record struct DeepNetsGeometry(Shape Input)
{
    private const int LargestSmall = 64;

    /// <summary>Whether the stems for large images are used.</summary>
    public bool IsLarge => Side > LargestSmall;

    /// <summary>Side of a patch.</summary>
    public int PatchKernel => IsLarge ? 16 : 3;

    /// <summary>Distance of two patches.</summary>
    public int PatchStride => IsLarge ? 16 : Side < 28 ? 2 : 3;

    /// <summary>Zeros around the image, for patches.</summary>
    public int PatchPadding => IsLarge ? 0 : 1;

    /// <summary>Stride of stem type 0.</summary>
    public int StemStride => IsLarge ? 4 : 1;

    /// <summary>Stride of the first two convolutions of stem type 1.</summary>
    public int TwoStageStride => IsLarge ? 2 : 1;

    /// <summary>Whether the generator may pool in the stem: not on images of 8 pixels.</summary>
    public static bool PoolsIn(Shape input) => Math.Min(input[1], input[2]) > 8;

    private int Side => Math.Min(Input[1], Input[2]);

    /// <summary>Height or width in patches.</summary>
    public int Patches(int size) => (size + 2 * PatchPadding - PatchKernel) / PatchStride + 1;

    /// <summary>Channels that the stem hands to the first cell.</summary>
    public int StemChannels(DeepNetsGenotype genotype) =>
        genotype is { StemType: 0, Preprocess: true } && !IsLarge && !genotype.HasAttention
            ? checked(3 * genotype.Channels)
            : genotype.Channels;

    /// <summary>Height or width of what the last cell gives: every halving rounds up.</summary>
    public int LastSize(int size, DeepNetsGenotype genotype)
    {
        if (genotype.HasAttention)
            return Patches(size);
        size = Halved(size, genotype.StemType == 1 ? TwoStageStride * TwoStageStride * 2 : StemStride);
        if (genotype is { StemType: 0, StemPool: true })
            size = Halved(size, 2);
        for (int t = 1; t < genotype.Cells; t++)
            size = genotype.IsReduction(t) ? Halved(size, 2) : size;
        return size;
    }

    private static int Halved(int size, int stride) => (size + stride - 1) / stride;
}
