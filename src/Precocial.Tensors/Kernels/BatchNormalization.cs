namespace Precocial.Tensors.Kernels;

/// <summary>The sizes of [batch, channels, inner]: NCHW with inner = height·width, or rows of features with
/// 1.</summary>
internal readonly record struct ChannelLayout(int Batch, int Channels, int Inner)
{
    /// <summary>Elements of one channel.</summary>
    public long PerChannel => (long)Batch * Inner;
}

/// <summary>Normalisation of each channel by its mean and variance over the batch: Ioffe and Szegedy, ICML
/// 2015.</summary>
/// <remarks>
/// y = (x − mean)·inverseDeviation·scale + bias, inverseDeviation = 1/√(variance + epsilon). The variance is
/// that of the
/// batch itself (divided by the count); the running one is updated with the unbiased estimate, as in PyTorch.
/// Null
/// <c>scale</c> means 1, null <c>bias</c> 0. With <c>rectify</c> the result goes through relu in the same
/// pass. An item is
/// some channels; a channel is read twice, the second time from the second-level cache.
/// </remarks>
internal static unsafe partial class BatchNormalization
{
    /// <summary>Normalises by the batch's own statistics, which it leaves in <paramref name="mean"/> and
    /// <paramref name="inverseDeviation"/> [channels] for the gradient. The running statistics, unless null,
    /// become
    /// (1 − momentum)·running + momentum·batch.</summary>
    public static void Forward(
        float* x, float* scale, float* bias, float* y, float* mean, float* inverseDeviation, float* runningMean,
        float* runningVariance, ChannelLayout layout, float momentum, float epsilon, bool rectify = false,
        WorkerPool? workers = null)
    {
        var statistics = new Statistics(
            mean, inverseDeviation, runningMean, runningVariance, layout.PerChannel, momentum, epsilon);
        var affine = new Affine(x, scale, bias, y, mean, inverseDeviation, layout, rectify);
        if (layout.Inner == 1)
            Run(new FeatureForward(affine, statistics), layout, workers);
        else
            Run(new PlaneForward(affine, statistics), layout, workers);
    }

    /// <summary>Normalises by given statistics: the running ones, through
    /// <see cref="InverseDeviations"/>.</summary>
    public static void Apply(
        float* x, float* scale, float* bias, float* y, float* mean, float* inverseDeviation, ChannelLayout layout,
        bool rectify = false, WorkerPool? workers = null) =>
        Run(new Application(new Affine(x, scale, bias, y, mean, inverseDeviation, layout, rectify)), layout, workers);

    /// <summary>1/√(variance + epsilon) of each channel.</summary>
    public static void InverseDeviations(float* variance, float* inverseDeviation, int channels, float epsilon)
    {
        for (int c = 0; c < channels; c++)
            inverseDeviation[c] = InverseDeviation(variance[c], epsilon);
    }

    /// <summary>The gradients of <see cref="Forward"/>, or of <see cref="Apply"/>, whose statistics are
    /// constants. Any of <paramref name="dx"/>,
    /// <paramref name="dscale"/> and <paramref name="dbias"/> may be null; each is added to where its flag
    /// says so, else
    /// set.</summary>
    /// <param name="dy">The gradient of y.</param>
    /// <param name="x">As in the forward pass, with its statistics.</param>
    /// <param name="rectified">y of a rectified forward pass: dy counts where it is positive. Null without
    /// relu.</param>
    /// <param name="scale">As in the forward pass.</param>
    /// <param name="mean">As in the forward pass.</param>
    /// <param name="inverseDeviation">As in the forward pass.</param>
    /// <param name="dx">May be dy.</param>
    /// <param name="accumulateInput">Whether dx is added to.</param>
    /// <param name="dscale">[channels].</param>
    /// <param name="dbias">[channels].</param>
    /// <param name="accumulateParameters">Whether dscale and dbias are added to.</param>
    /// <param name="layout">The sizes.</param>
    /// <param name="batchStatistics">Whether mean and deviation are the batch's own, so that they depend on
    /// x.</param>
    /// <param name="workers">The threads.</param>
    public static void Backward(
        float* dy, float* x, float* rectified, float* scale, float* mean, float* inverseDeviation, float* dx,
        bool accumulateInput, float* dscale, float* dbias, bool accumulateParameters, ChannelLayout layout,
        bool batchStatistics = true, WorkerPool? workers = null)
    {
        if (rectified == null)
        {
            Run(new Gradient<OpenGate>(
                dy, x, null, scale, mean, inverseDeviation, dx, accumulateInput, dscale, dbias, accumulateParameters,
                layout, batchStatistics), layout, workers);
            return;
        }
        Run(new Gradient<ReluGate>(
            dy, x, rectified, scale, mean, inverseDeviation, dx, accumulateInput, dscale, dbias, accumulateParameters,
            layout, batchStatistics), layout, workers);
    }

    private static float InverseDeviation(double variance, float epsilon) =>
        (float)(1 / Math.Sqrt(variance + epsilon));

    private static void Run<TKernel>(in TKernel kernel, ChannelLayout layout, WorkerPool? workers)
        where TKernel : struct, IItemKernel
    {
        int perItem = ChannelsPerItem(layout);
        Items.Run(kernel, (layout.Channels + perItem - 1) / perItem, workers);
    }

    // Features are read across, so that an item of them is at least a register wide.
    private static int ChannelsPerItem(ChannelLayout layout) =>
        layout.Inner == 1
            ? Math.Max(64, Items.RowsPerItem(layout.Channels, layout.PerChannel) / 64 * 64)
            : Items.RowsPerItem(layout.Channels, layout.PerChannel);

    private static (int From, int To) Channels(int item, ChannelLayout layout)
    {
        int perItem = ChannelsPerItem(layout);
        return (item * perItem, Math.Min(layout.Channels, (item + 1) * perItem));
    }
}
