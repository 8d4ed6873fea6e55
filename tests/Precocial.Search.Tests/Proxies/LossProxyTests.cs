using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

/// <summary>The proxies that begin with a loss, on softmax regression, where everything is known: logits a =
/// W·x, p = softmax(a), ∂L/∂a = (p − y)/n, and H·V has rows mean of (diag p − p·pᵀ)·V·x times xᵀ.</summary>
public sealed class LossProxyTests
{
    private static readonly double[,] s_weights = { { 0.5, -1 }, { 2, 0.25 }, { -0.75, 1.5 } };
    private static readonly double[][] s_samples = [[1, 2], [-0.5, 1], [0.25, -2]];
    private static readonly int[] s_labels = [0, 2, 1];

    private static readonly Network s_network = TinyNetworks.With(TinyNetworks.Chain(2, 3),
        [.. s_weights.Cast<double>().Select(w => (float)w)]);

    private static readonly Batch s_batch =
        TinyNetworks.Batch([.. s_samples.Select(x => x.Select(v => (float)v).ToArray())], s_labels);

    [Fact]
    public void Snip_Regression_IsTheSumOfAbsoluteProducts() =>
        new Snip().Measure(s_network, s_batch).ShouldBe(Sum((w, g) => Math.Abs(w * g)), 1e-5);

    [Fact]
    public void Plain_Regression_IsTheSumOfProducts() =>
        new Plain().Measure(s_network, s_batch).ShouldBe(Sum((w, g) => w * g), 1e-5);

    [Fact]
    public void GradientNorm_OneLayer_IsItsNorm() =>
        new GradientNorm().Measure(s_network, s_batch).ShouldBe(Math.Sqrt(Sum((_, g) => g * g)), 1e-5);

    [Fact]
    public void WeightNorm_OneLayer_IsItsNorm() =>
        new WeightNorm().Measure(s_network, s_batch).ShouldBe(Math.Sqrt(Sum((w, _) => w * w)), 1e-5);

    [Fact]
    public void Fisher_Regression_IsHalfTheMeanSquareOfEachOutputTimesFanIn()
    {
        double expected = 0;
        foreach ((double[] x, int label) in s_samples.Zip(s_labels))
        {
            double[] a = Logits(s_weights, x), d = OutputGradient(x, label);
            for (int c = 0; c < 3; c++)
                expected += 2 * 0.5 * Math.Pow(a[c] * d[c], 2) / 3;
        }
        new Fisher().Measure(s_network, s_batch).ShouldBe(expected, 1e-6);
    }

    [Fact]
    public void Grasp_Regression_IsMinusTheWeightsTimesTheHessianTimesTheGradient()
    {
        double[,] hg = HessianTimes(Gradient());
        double expected = 0;
        for (int c = 0; c < 3; c++)
        {
            for (int k = 0; k < 2; k++)
                expected -= s_weights[c, k] * hg[c, k];
        }
        new Grasp().Measure(s_network, s_batch).ShouldBe(expected, 1e-3 * Math.Abs(expected));
    }

    [Fact]
    public void Grasp_UnitNextToItsKink_StaysAsItIs()
    {
        var builder = new GraphBuilder([1]);
        builder.Add(new Linear(1));
        builder.Add(TinyNetworks.Relu);
        builder.Add(new Linear(2, Bias: false));
        // 1·1 − 1.0001: shut, but open as soon as the kernel is a thousandth larger.
        Network network = TinyNetworks.With(builder, [1], [-1.0001f], [5, -5]);
        new Grasp().Measure(network, TinyNetworks.Batch([[1]], 0)).ShouldBe(0);
    }

    [Fact]
    public void Grasp_KernelsBeforeBatchNorm_IsTheirSquaredGradient()
    {
        // L(c·w) = L(w) there, so ‖g(c·w)‖² = ‖g‖²/c², whose derivative at c = 1 is −2·‖g‖².
        var (network, batch) = Normalized();
        double squares = LossGradient.Sum(network, batch, (_, g) => (double)g * g);
        squares.ShouldBeGreaterThan(1e-6);
        new Grasp().Measure(network, batch).ShouldBe(squares, 1e-3 * squares);
    }

    [Fact]
    public void Snip_KernelsBeforeBatchNormScaled_StaysAndPlainIsNothing()
    {
        var (network, batch) = Normalized();
        double before = new Snip().Measure(network, batch);
        new Plain().Measure(network, batch).ShouldBe(0, 1e-3 * before);
        foreach (ref float w in LossGradient.Kernels(network)[0].Span)
            w *= 3;
        new Snip().Measure(network, batch).ShouldBe(before, 1e-4 * before);
    }

    [Fact]
    public void Fisher_Image_SumsOverPlacesBeforeItSquares()
    {
        // A 1x1 convolution of one channel: a = w·x, and the mean of a over places is the logit's input.
        var builder = new GraphBuilder([1, 2, 2]);
        builder.Add("conv", new Convolution(1, Kernel: 1));
        builder.Add(new GlobalAveragePool());
        builder.Add("linear", new Linear(2, Bias: false));
        Network network = TinyNetworks.With(builder, [2], [1, -1]);
        var batch = new Batch(Tensor.From([1, -2, 3, 0], [1, 1, 2, 2]), [0]);
        // m = 2·0.5 = 1, logits (1, −1), p₁ = 1/(1 + e²), ∂L/∂m = −2·p₁; Σ a·∂L/∂a = −2·p₁·m.
        double p = 1 / (1 + Math.Exp(2)), conv = 0.5 * Math.Pow(2 * p, 2), linear = 2 * 0.5 * p * p;
        new Fisher().Measure(network, batch).ShouldBe(conv + linear, 1e-6);
    }

    [Fact]
    public void Measure_AnyProxy_LeavesWeightsAndStatisticsAlone()
    {
        var (network, batch) = Normalized();
        float[][] before = [.. network.Weights.Values.Select(w => w.ToArray())];
        float[] inputs = batch.Inputs.ToArray();
        foreach (IProxy proxy in ProxyCatalog.All)
            proxy.Measure(network, batch);
        network.Weights.Values.Select(w => w.ToArray()).ShouldBe(before);
        batch.Inputs.ToArray().ShouldBe(inputs);
    }

    // Every kernel is followed by batch norm.
    private static (Network, Batch) Normalized()
    {
        var builder = new GraphBuilder([2, 4, 4]);
        foreach (int channels in (int[])[3, 2])
        {
            builder.Add(new Convolution(channels, Kernel: 3));
            builder.Add(new BatchNorm());
            builder.Add(TinyNetworks.Relu);
        }
        builder.Add(new GlobalAveragePool());
        return (Network.From(builder.Build(), new FanInUniformWeights(), new Rng(4)),
            TinyNetworks.Noise([2, 4, 4], 6, seed: 5));
    }

    private static double Sum(Func<double, double, double> term)
    {
        double[,] gradient = Gradient();
        return s_weights.Cast<double>().Zip(gradient.Cast<double>(), term).Sum();
    }

    private static double[,] Gradient()
    {
        var gradient = new double[3, 2];
        foreach ((double[] x, int label) in s_samples.Zip(s_labels))
            AddProduct(gradient, OutputGradient(x, label), x);
        return gradient;
    }

    private static double[,] HessianTimes(double[,] v)
    {
        var product = new double[3, 2];
        foreach (double[] x in s_samples)
        {
            double[] p = Softmax(Logits(s_weights, x)), u = Logits(v, x);
            double mean = p.Zip(u, (a, b) => a * b).Sum();
            AddProduct(product, [.. p.Zip(u, (a, b) => a * (b - mean) / s_samples.Length)], x);
        }
        return product;
    }

    private static void AddProduct(double[,] sum, double[] rows, double[] columns)
    {
        for (int c = 0; c < rows.Length; c++)
        {
            for (int k = 0; k < columns.Length; k++)
                sum[c, k] += rows[c] * columns[k];
        }
    }

    private static double[] OutputGradient(double[] x, int label) =>
        [.. Softmax(Logits(s_weights, x)).Select((p, c) => (p - (c == label ? 1 : 0)) / s_samples.Length)];

    private static double[] Logits(double[,] weights, double[] x) =>
        [.. Enumerable.Range(0, 3).Select(c => weights[c, 0] * x[0] + weights[c, 1] * x[1])];

    private static double[] Softmax(double[] a)
    {
        double sum = a.Sum(Math.Exp);
        return [.. a.Select(v => Math.Exp(v) / sum)];
    }
}
