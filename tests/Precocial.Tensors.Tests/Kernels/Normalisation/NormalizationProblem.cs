using Precocial.Tensors.Kernels;

namespace Precocial.Tensors.Tests.Kernels.Normalisation;

/// <summary>Random inputs of a batch normalisation, and its definition in double precision.</summary>
internal sealed unsafe class NormalizationProblem : IDisposable
{
    private const float Epsilon = 1e-5f;

    public NormalizationProblem(int batch, int channels, int inner, float offset)
    {
        Layout = new ChannelLayout(batch, channels, inner);
        var rng = new Rng(11);
        int count = batch * channels * inner;
        X = Native.Random(count, rng);
        foreach (ref float value in X.Span)
            value += offset;
        (Dy, Scale, Bias) = (Native.Random(count, rng), Native.Random(channels, rng), Native.Random(channels, rng));
        (Y, Dx, Mean, Inverse) = (new(count), new(count), new(channels), new(channels));
        (Dscale, Dbias) = (new(channels), new(channels));
    }

    public ChannelLayout Layout { get; }

    public Native X { get; }

    public Native Dy { get; }

    public Native Scale { get; }

    public Native Bias { get; }

    public Native Y { get; }

    public Native Dx { get; }

    public Native Mean { get; }

    public Native Inverse { get; }

    public Native Dscale { get; }

    public Native Dbias { get; }

    public double LargestInput => X.Span.ToArray().Max(Math.Abs);

    public void Forward(bool rectify, float* runningMean = null, float* runningVariance = null, WorkerPool? workers = null) =>
        BatchNormalization.Forward(
            X.Pointer, Scale.Pointer, Bias.Pointer, Y.Pointer, Mean.Pointer, Inverse.Pointer, runningMean,
            runningVariance, Layout, momentum: 0.1f, Epsilon, rectify, workers);

    public void Backward(bool accumulate, bool batchStatistics, bool rectified = false, WorkerPool? workers = null) =>
        BatchNormalization.Backward(
            Dy.Pointer, X.Pointer, rectified ? Y.Pointer : null, Scale.Pointer, Mean.Pointer, Inverse.Pointer,
            Dx.Pointer, accumulate, Dscale.Pointer, Dbias.Pointer, accumulate, Layout, batchStatistics, workers);

    public IEnumerable<int> Elements(int channel)
    {
        for (int n = 0; n < Layout.Batch; n++)
        {
            for (int i = 0; i < Layout.Inner; i++)
                yield return (n * Layout.Channels + channel) * Layout.Inner + i;
        }
    }

    public (double Mean, double Variance) Moments(int channel)
    {
        double mean = Elements(channel).Average(i => (double)X.Span[i]);
        return (mean, Elements(channel).Average(i => (X.Span[i] - mean) * (X.Span[i] - mean)));
    }

    /// <summary>Compares with the exact gradients at the statistics that the kernel found.</summary>
    public void CheckGradients(int factor, bool batchStatistics)
    {
        for (int c = 0; c < Layout.Channels; c++)
        {
            double mean = Mean.Span[c], inverse = Inverse.Span[c];
            double dbias = Elements(c).Sum(i => (double)Dy.Span[i]);
            double dscale = Elements(c).Sum(i => Dy.Span[i] * (X.Span[i] - mean) * inverse);
            // Sums of up to count terms, each at most |dy|·|xhat| ≤ √count; lanes add them in short chains.
            double allowed = factor * 1e-6 * Layout.PerChannel * Math.Sqrt(Layout.PerChannel);
            Dbias.Span[c].ShouldBe((float)(factor * dbias), allowed);
            Dscale.Span[c].ShouldBe((float)(factor * dscale), allowed);
            foreach (int i in Elements(c))
            {
                double normal = (X.Span[i] - mean) * inverse;
                double inner = batchStatistics ? (dbias + normal * dscale) / Layout.PerChannel : 0;
                double exact = Scale.Span[c] * inverse * (Dy.Span[i] - inner);
                Dx.Span[i].ShouldBe((float)(factor * exact), factor * 1e-5 * inverse);
            }
        }
        Dx.GuardsAreIntact();
    }

    public void Dispose()
    {
        foreach (var array in new[] { X, Dy, Scale, Bias, Y, Dx, Mean, Inverse, Dscale, Dbias })
            array.Dispose();
    }
}
