using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Hypernetworks.Tests;

/// <summary>Hypernetworks, networks and data that are small enough for a test.</summary>
internal static class SmallNetworks
{
    public static HypernetworkConfiguration Configuration { get; } =
        HypernetworkConfiguration.Ghn2 with { Hidden = 8, MaxShape = new(16, 16, 5, 5), Classes = 3 };

    /// <summary>Three classes that differ in which corner is bright.</summary>
    public static Dataset Corners(int samples = 96)
    {
        var rng = new Rng(1);
        var inputs = Tensor.Zeros([samples, 1, 8, 8]);
        int[] labels = [.. Enumerable.Range(0, samples).Select(i => i % 3)];
        for (int i = 0; i < samples; i++)
        {
            for (int p = 0; p < 64; p++)
            {
                bool bright = (p / 32, p % 8 / 4) == (labels[i] / 2, labels[i] % 2);
                inputs.Span[i * 64 + p] = (float)(rng.NextNormal() + (bright ? 2 : 0));
            }
        }
        return new Dataset("corners", inputs, labels, ["a", "b", "c"]);
    }

    public static GraphHypernetwork Hypernetwork(ulong seed = 1, DecoderKind decoder = DecoderKind.Convolution) =>
        GraphHypernetwork.Create(Configuration with { Decoder = decoder }, new Rng(seed));

    /// <summary>One or two convolutions, with or without normalisation, and a head.</summary>
    public static ArchitectureGraph Draw(Rng rng)
    {
        var builder = new GraphBuilder([1, 8, 8]);
        int x = builder.Add("stem", new Convolution(4 + 4 * rng.Next(3), 3));
        if (rng.NextBool())
            x = builder.Add("norm", new BatchNorm());
        x = builder.Add("relu", new Activation(ActivationFunction.Relu), x);
        if (rng.NextBool())
        {
            int y = builder.Add("conv", new Convolution(builder.ShapeOf(x)[0], 3, Bias: true), x);
            builder.Add("sum", new Sum(), x, y);
        }
        builder.Add("pool", new MaxPool(2, 2));
        builder.Add("flatten", new Flatten());
        builder.Add("classifier", new Linear(3));
        return builder.Build();
    }
}
