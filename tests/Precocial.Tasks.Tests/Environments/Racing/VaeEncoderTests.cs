using Precocial.Tensors;

namespace Precocial.Tasks.Tests;

public sealed class VaeEncoderTests
{
    [Fact]
    public void Encode_EqualsTheLayersByHand()
    {
        var weights = RandomWeights(seed: 1);
        byte[] frame = RandomFrame(seed: 2);
        var latent = new double[16];

        new VaeEncoder(weights).Encode(frame, latent);

        double[] expected = ByHand(weights, frame);
        for (int i = 0; i < 16; i++)
            latent[i].ShouldBe(expected[i], tolerance: 1e-4);
        latent.Distinct().Count().ShouldBe(16);
    }

    [Fact]
    public void Encode_OnManyThreads_GivesTheSame()
    {
        var encoder = new VaeEncoder(RandomWeights(seed: 1));
        int[] seeds = [.. Enumerable.Range(0, 8)];
        double[][] alone = [.. seeds.Select(seed => Encode(encoder, seed))];
        double[][] together = [.. seeds.AsParallel().AsOrdered().Select(seed => Encode(encoder, seed))];
        for (int i = 0; i < 8; i++)
            together[i].ShouldBe(alone[i]);
    }

    [Fact]
    public void Constructor_AWeightMissing_SaysWhich()
    {
        var weights = RandomWeights(seed: 1);
        weights.Remove("convolution3.bias");
        Should.Throw<ArgumentException>(() => new VaeEncoder(weights))
            .Message.ShouldContain("convolution3.bias");
    }

    [Fact]
    public void Constructor_AWeightOfAnotherShape_SaysWhich()
    {
        var weights = RandomWeights(seed: 1);
        weights["convolution2.kernel"] = Tensor.Zeros([64, 32, 3, 3]);
        Should.Throw<ArgumentException>(() => new VaeEncoder(weights))
            .Message.ShouldContain("convolution2.kernel must be [64, 32, 4, 4], but is [64, 32, 3, 3]");
    }

    private static double[] Encode(VaeEncoder encoder, int seed)
    {
        var latent = new double[encoder.Size];
        encoder.Encode(RandomFrame((ulong)seed), latent);
        return latent;
    }

    // Direct sums in double precision.
    private static double[] ByHand(Dictionary<string, Tensor> weights, byte[] frame)
    {
        int channels = 3, side = 64;
        var x = new double[3 * 64 * 64];
        for (int i = 0; i < x.Length; i++)
            x[i] = frame[(3 * (i % 4096)) + (i / 4096)] / 255.0;
        for (int layer = 1; layer <= 4; layer++)
        {
            float[] kernel = weights[$"convolution{layer}.kernel"].ToArray();
            float[] bias = weights[$"convolution{layer}.bias"].ToArray();
            (x, channels, side) = (Convolve(x, channels, side, kernel, bias), bias.Length, (side - 2) / 2);
        }

        float[] weight = weights["mean.weight"].ToArray(), shift = weights["mean.bias"].ToArray();
        return [.. shift.Select((start, o) => start + x.Select((v, i) => v * weight[(o * 1024) + i]).Sum())];
    }

    private static double[] Convolve(double[] x, int channels, int side, float[] kernel, float[] bias)
    {
        int to = (side - 2) / 2;
        var y = new double[bias.Length * to * to];
        for (int i = 0; i < y.Length; i++)
        {
            int o = i / (to * to), row = 2 * (i / to % to), column = 2 * (i % to);
            double sum = bias[o];
            for (int tap = 0; tap < channels * 16; tap++)
            {
                int at = (((tap / 16 * side) + row + (tap / 4 % 4)) * side) + column + (tap % 4);
                sum += x[at] * kernel[(o * channels * 16) + tap];
            }

            y[i] = Math.Max(0, sum);
        }

        return y;
    }

    private static Dictionary<string, Tensor> RandomWeights(ulong seed)
    {
        var rng = new Rng(seed);
        var weights = new Dictionary<string, Tensor>();
        int[] channels = [3, 32, 64, 128, 256];
        for (int i = 1; i <= 4; i++)
        {
            weights[$"convolution{i}.kernel"] = Normal([channels[i], channels[i - 1], 4, 4], rng);
            weights[$"convolution{i}.bias"] = Normal([channels[i]], rng);
        }

        weights["mean.weight"] = Normal([16, 1024], rng);
        weights["mean.bias"] = Normal([16], rng);
        return weights;
    }

    private static Tensor Normal(Shape shape, Rng rng)
    {
        double scale = Math.Sqrt(shape.Rank == 1 ? 0.1 : (double)shape[0] / shape.Count);
        float[] values = [.. Enumerable.Range(0, shape.Count).Select(_ => (float)(scale * rng.NextNormal()))];
        return Tensor.From(values, shape);
    }

    private static byte[] RandomFrame(ulong seed)
    {
        var rng = new Rng(seed);
        return [.. Enumerable.Range(0, 64 * 64 * 3).Select(_ => (byte)rng.Next(256))];
    }
}
