using System.Runtime.CompilerServices;
using static Precocial.Tensors.Kernels.LaneAccess;

namespace Precocial.Tensors.Kernels;

internal static unsafe partial class BatchNormalization
{
    /// <summary>What of dy arrives: all of it, or where a rectified output is positive.</summary>
    private interface IGate
    {
        T Apply<T>(T dy, float* rectified, int count) where T : struct, ILanes<T>;
    }

    private readonly struct OpenGate : IGate
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Apply<T>(T dy, float* rectified, int count) where T : struct, ILanes<T> => dy;
    }

    private readonly struct ReluGate : IGate
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Apply<T>(T dy, float* rectified, int count) where T : struct, ILanes<T> =>
            new ReluGradient().Apply(dy, Load<T>(rectified, count));
    }

    // With xhat = (x − mean)·inverseDeviation: dbias = Σ dy, dscale = Σ dy·xhat and, over a batch's own
    // statistics,
    // dx = scale·inverseDeviation·(dy − dbias/count − xhat·dscale/count).
    private readonly struct Gradient<TGate>(
        float* dy, float* x, float* rectified, float* scale, float* mean, float* inverseDeviation, float* dx,
        bool accumulateInput, float* dscale, float* dbias, bool accumulateParameters, ChannelLayout layout,
        bool batchStatistics) : IItemKernel where TGate : struct, IGate
    {
        // Lanes add up to about this many elements before the sums go to doubles.
        private const int RunLength = 8192;

        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            var (from, to) = Channels(item, layout);
            if (layout.Inner == 1)
            {
                for (int channel = from; channel < to; channel += T.Count)
                    Features<T>(channel, Math.Min(T.Count, to - channel));
                return;
            }
            for (int channel = from; channel < to; channel++)
                Planes<T>(channel);
        }

        private void Planes<T>(int channel) where T : struct, ILanes<T>
        {
            double sum = 0, product = 0;
            if (batchStatistics || dscale != null || dbias != null)
            {
                int planes = Math.Max(1, RunLength / layout.Inner);
                for (int n = 0; n < layout.Batch; n += planes)
                    AddSums<T>(channel, n, Math.Min(layout.Batch, n + planes), ref sum, ref product);
                product *= inverseDeviation[channel];
                SetParameters(channel, sum, product);
            }
            if (dx != null)
                Input<T>(channel, (float)(sum / layout.PerChannel), (float)(product / layout.PerChannel));
        }

        private void SetParameters(int channel, double sum, double product)
        {
            if (dbias != null)
                dbias[channel] = (float)sum + (accumulateParameters ? dbias[channel] : 0);
            if (dscale != null)
                dscale[channel] = (float)product + (accumulateParameters ? dscale[channel] : 0);
        }

        private void AddSums<T>(int channel, int from, int to, ref double sum, ref double product)
            where T : struct, ILanes<T>
        {
            T center = T.Broadcast(mean[channel]), s0 = T.Broadcast(0f), s1 = s0, p0 = s0, p1 = s0;
            for (int n = from; n < to; n++)
            {
                long start = ((long)n * layout.Channels + channel) * layout.Inner;
                int i = 0;
                for (; i <= layout.Inner - 2 * T.Count; i += 2 * T.Count)
                {
                    T g = Incoming<T>(start + i, T.Count), h = Incoming<T>(start + i + T.Count, T.Count);
                    s0 += g;
                    s1 += h;
                    p0 = T.MultiplyAdd(g, T.Load(x + start + i) - center, p0);
                    p1 = T.MultiplyAdd(h, T.Load(x + start + i + T.Count) - center, p1);
                }
                for (; i < layout.Inner; i += T.Count)
                {
                    // Lanes beyond the end have g = 0, so that they add nothing.
                    T g = Incoming<T>(start + i, layout.Inner - i);
                    s0 += g;
                    p0 = T.MultiplyAdd(g, Load<T>(x + start + i, layout.Inner - i) - center, p0);
                }
            }
            sum += T.Sum(s0 + s1);
            product += T.Sum(p0 + p1);
        }

        private void Input<T>(int channel, float meanGradient, float meanProduct) where T : struct, ILanes<T>
        {
            float gain = inverseDeviation[channel] * (scale == null ? 1 : scale[channel]);
            T factor = T.Broadcast(gain), center = T.Broadcast(mean[channel]);
            T slope = T.Broadcast(batchStatistics ? -gain * inverseDeviation[channel] * meanProduct : 0);
            T shift = T.Broadcast(batchStatistics ? -gain * meanGradient : 0);
            for (int n = 0; n < layout.Batch; n++)
            {
                long start = ((long)n * layout.Channels + channel) * layout.Inner;
                int i = 0;
                if (!accumulateInput)
                {
                    for (; i <= layout.Inner - T.Count; i += T.Count)
                    {
                        T line = T.MultiplyAdd(T.Load(x + start + i) - center, slope, shift);
                        T.MultiplyAdd(Incoming<T>(start + i, T.Count), factor, line).Store(dx + start + i);
                    }
                }
                for (; i < layout.Inner; i += T.Count)
                {
                    int count = layout.Inner - i;
                    T line = T.MultiplyAdd(Load<T>(x + start + i, count) - center, slope, shift);
                    SetInput(start + i, count, T.MultiplyAdd(Incoming<T>(start + i, count), factor, line));
                }
            }
        }

        private void Features<T>(int channel, int count) where T : struct, ILanes<T>
        {
            T center = Load<T>(mean + channel, count), inverse = Load<T>(inverseDeviation + channel, count);
            T sum = T.Broadcast(0f), product = sum, one = T.Broadcast(1f);
            for (int n = 0; n < layout.Batch; n++)
            {
                long at = (long)n * layout.Channels + channel;
                T g = Incoming<T>(at, count);
                sum += g;
                product = T.MultiplyAdd(g, (Load<T>(x + at, count) - center) * inverse, product);
            }
            SetParameters(dbias, sum, channel, count);
            SetParameters(dscale, product, channel, count);
            if (dx == null)
                return;
            T gain = inverse * (scale == null ? one : Load<T>(scale + channel, count));
            T share = T.Broadcast(batchStatistics ? -1f / layout.Batch : 0) * gain;
            T slope = share * inverse * product, shift = share * sum;
            for (int n = 0; n < layout.Batch; n++)
            {
                long at = (long)n * layout.Channels + channel;
                T line = T.MultiplyAdd(Load<T>(x + at, count) - center, slope, shift);
                SetInput(at, count, T.MultiplyAdd(Incoming<T>(at, count), gain, line));
            }
        }

        private void SetParameters<T>(float* target, T value, int channel, int count) where T : struct, ILanes<T>
        {
            if (target == null)
                return;
            if (accumulateParameters)
                value += Load<T>(target + channel, count);
            Store(value, target + channel, count);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private T Incoming<T>(long at, int count) where T : struct, ILanes<T>
        {
            T g = Load<T>(dy + at, count);
            return default(TGate).Apply(g, rectified + at, count);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void SetInput<T>(long at, int count, T value) where T : struct, ILanes<T>
        {
            if (accumulateInput)
                value += Load<T>(dx + at, count);
            Store(value, dx + at, count);
        }
    }
}
