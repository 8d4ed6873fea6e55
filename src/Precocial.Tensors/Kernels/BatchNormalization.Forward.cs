using static Precocial.Tensors.Kernels.LaneAccess;

namespace Precocial.Tensors.Kernels;

internal static unsafe partial class BatchNormalization
{
    /// <summary>Where statistics go.</summary>
    private readonly struct Statistics(
        float* mean, float* inverseDeviation, float* runningMean, float* runningVariance, long count, float momentum,
        float epsilon)
    {
        /// <summary>Keeps the moments of a channel, given the sums of x − shift and of its square.</summary>
        public void Set(int channel, float shift, double sum, double squares)
        {
            double offset = sum / count, variance = Math.Max(0, squares / count - offset * offset);
            mean[channel] = (float)(shift + offset);
            inverseDeviation[channel] = InverseDeviation(variance, epsilon);
            if (runningMean == null)
                return;
            double unbiased = count > 1 ? variance * count / (count - 1) : variance;
            runningMean[channel] += momentum * (mean[channel] - runningMean[channel]);
            runningVariance[channel] += momentum * ((float)unbiased - runningVariance[channel]);
        }
    }

    /// <summary>y = (x − mean)·inverseDeviation·scale + bias, for a channel of planes or for features side by
    /// side.</summary>
    private readonly struct Affine(
        float* x, float* scale, float* bias, float* y, float* mean, float* inverseDeviation, ChannelLayout layout,
        bool rectify)
    {
        public ChannelLayout Layout => layout;

        public float* X => x;

        public void Planes<T>(int channel) where T : struct, ILanes<T>
        {
            T center = T.Broadcast(mean[channel]);
            T factor = T.Broadcast(inverseDeviation[channel] * (scale == null ? 1 : scale[channel]));
            T shift = T.Broadcast(bias == null ? 0 : bias[channel]);
            T least = T.Broadcast(rectify ? 0 : float.NegativeInfinity);
            for (int n = 0; n < layout.Batch; n++)
            {
                long start = ((long)n * layout.Channels + channel) * layout.Inner;
                float* from = x + start, to = y + start;
                int i = 0;
                for (; i <= layout.Inner - T.Count; i += T.Count)
                    T.Max(least, T.MultiplyAdd(T.Load(from + i) - center, factor, shift)).Store(to + i);
                int rest = layout.Inner - i;
                if (rest > 0)
                {
                    T.Max(least, T.MultiplyAdd(T.LoadFirst(from + i, rest) - center, factor, shift))
                        .StoreFirst(to + i, rest);
                }
            }
        }

        public void Features<T>(int channel, int count) where T : struct, ILanes<T>
        {
            T one = T.Broadcast(1f), zero = T.Broadcast(0f);
            T center = Load<T>(mean + channel, count);
            T factor = Load<T>(inverseDeviation + channel, count)
                * (scale == null ? one : Load<T>(scale + channel, count));
            T shift = bias == null ? zero : Load<T>(bias + channel, count);
            T least = T.Broadcast(rectify ? 0 : float.NegativeInfinity);
            for (int n = 0; n < layout.Batch; n++)
            {
                long start = (long)n * layout.Channels + channel;
                T value = T.MultiplyAdd(Load<T>(x + start, count) - center, factor, shift);
                Store(T.Max(least, value), y + start, count);
            }
        }
    }

    private readonly struct PlaneForward(Affine affine, Statistics statistics) : IItemKernel
    {
        // Lanes add up to about this many elements before the sums go to doubles.
        private const int RunLength = 8192;

        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            var (from, to) = Channels(item, affine.Layout);
            for (int channel = from; channel < to; channel++)
            {
                Moments<T>(channel);
                affine.Planes<T>(channel);
            }
        }

        // Sums of x − shift, so that a mean far from 0 does not swallow the variance; the shift is near the
        // mean.
        private void Moments<T>(int channel) where T : struct, ILanes<T>
        {
            var layout = affine.Layout;
            float* first = affine.X + (long)channel * layout.Inner;
            float shift = 0;
            int sample = Math.Min(layout.Inner, 16);
            for (int i = 0; i < sample; i++)
                shift += first[i] / sample;
            double sum = 0, squares = 0;
            int planes = Math.Max(1, RunLength / layout.Inner);
            for (int n = 0; n < layout.Batch; n += planes)
                Add<T>(channel, n, Math.Min(layout.Batch, n + planes), shift, ref sum, ref squares);
            statistics.Set(channel, shift, sum, squares);
        }

        private void Add<T>(int channel, int from, int to, float shift, ref double sum, ref double squares)
            where T : struct, ILanes<T>
        {
            var layout = affine.Layout;
            T center = T.Broadcast(shift), s0 = T.Broadcast(0f), s1 = s0, q0 = s0, q1 = s0;
            for (int n = from; n < to; n++)
            {
                float* plane = affine.X + ((long)n * layout.Channels + channel) * layout.Inner;
                int i = 0;
                for (; i <= layout.Inner - 2 * T.Count; i += 2 * T.Count)
                {
                    T a = T.Load(plane + i) - center, b = T.Load(plane + i + T.Count) - center;
                    s0 += a;
                    s1 += b;
                    q0 = T.MultiplyAdd(a, a, q0);
                    q1 = T.MultiplyAdd(b, b, q1);
                }
                for (; i < layout.Inner; i += T.Count)
                {
                    // Lanes past the end are the shift, so that they add 0.
                    int rest = layout.Inner - i;
                    T a = (rest >= T.Count ? T.Load(plane + i) : T.LoadFirst(plane + i, rest, center)) - center;
                    s0 += a;
                    q0 = T.MultiplyAdd(a, a, q0);
                }
            }
            sum += T.Sum(s0 + s1);
            squares += T.Sum(q0 + q1);
        }
    }

    private readonly struct FeatureForward(Affine affine, Statistics statistics) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            var (from, to) = Channels(item, affine.Layout);
            for (int channel = from; channel < to; channel += T.Count)
            {
                Moments<T>(channel, Math.Min(T.Count, to - channel));
                affine.Features<T>(channel, to - channel);
            }
        }

        private void Moments<T>(int channel, int count) where T : struct, ILanes<T>
        {
            var layout = affine.Layout;
            float* first = affine.X + channel;
            T center = Load<T>(first, count), sum = T.Broadcast(0f), squares = sum;
            for (int n = 0; n < layout.Batch; n++)
            {
                T a = Load<T>(first + (long)n * layout.Channels, count) - center;
                sum += a;
                squares = T.MultiplyAdd(a, a, squares);
            }
            float* sums = stackalloc float[T.Count], products = stackalloc float[T.Count];
            sum.Store(sums);
            squares.Store(products);
            for (int i = 0; i < count; i++)
                statistics.Set(channel + i, first[i], sums[i], products[i]);
        }
    }

    private readonly struct Application(Affine affine) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            var (from, to) = Channels(item, affine.Layout);
            if (affine.Layout.Inner > 1)
            {
                for (int channel = from; channel < to; channel++)
                    affine.Planes<T>(channel);
                return;
            }
            for (int channel = from; channel < to; channel += T.Count)
                affine.Features<T>(channel, to - channel);
        }
    }
}
