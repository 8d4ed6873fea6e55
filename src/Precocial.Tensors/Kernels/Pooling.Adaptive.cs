namespace Precocial.Tensors.Kernels;

internal static unsafe partial class Pooling
{
    /// <summary>y[planes, outHeight, outWidth] = means over windows that cover the plane: rows
    /// ⌊i·height/outHeight⌋ to
    /// ⌈(i + 1)·height/outHeight⌉, columns likewise, as in PyTorch.</summary>
    public static void AdaptiveAverage(
        float* x, float* y, int planes, int height, int width, int outHeight, int outWidth,
        WorkerPool? workers = null) =>
        RunAdaptive(new AdaptiveKernel(x, y, height, width, outHeight, outWidth, planes), planes, height, width, workers);

    /// <summary>The gradient of <see cref="AdaptiveAverage"/>.</summary>
    public static void AdaptiveAverageBackward(
        float* dy, float* dx, int planes, int height, int width, int outHeight, int outWidth, bool accumulate,
        WorkerPool? workers = null) =>
        RunAdaptive(
            new AdaptiveGradient(dy, dx, height, width, outHeight, outWidth, planes, accumulate), planes, height,
            width, workers);

    private static void RunAdaptive<TKernel>(
        in TKernel kernel, int planes, int height, int width, WorkerPool? workers) where TKernel : struct, IItemKernel
    {
        int perItem = Items.RowsPerItem(planes, (long)height * width);
        Items.Run(kernel, (planes + perItem - 1) / perItem, workers);
    }

    private static (int From, int To) Window(int i, int length, int outLength) =>
        ((int)((long)i * length / outLength), (int)(((long)(i + 1) * length + outLength - 1) / outLength));

    // Scalar: its outputs are few, and windows of differing sizes do not line up in lanes.
    private readonly struct AdaptiveKernel(
        float* x, float* y, int height, int width, int outHeight, int outWidth, int planes) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            int perItem = Items.RowsPerItem(planes, (long)height * width);
            for (int plane = item * perItem; plane < Math.Min(planes, (item + 1) * perItem); plane++)
            {
                for (int i = 0; i < outHeight * outWidth; i++)
                    y[(long)plane * outHeight * outWidth + i] = Mean(x + (long)plane * height * width, i);
            }
        }

        private float Mean(float* plane, int place)
        {
            var (top, bottom) = Window(place / outWidth, height, outHeight);
            var (left, right) = Window(place % outWidth, width, outWidth);
            double sum = 0;
            for (int row = top; row < bottom; row++)
            {
                for (int column = left; column < right; column++)
                    sum += plane[row * width + column];
            }
            return (float)(sum / ((bottom - top) * (right - left)));
        }
    }

    private readonly struct AdaptiveGradient(
        float* dy, float* dx, int height, int width, int outHeight, int outWidth, int planes, bool accumulate)
        : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            int perItem = Items.RowsPerItem(planes, (long)height * width);
            for (int plane = item * perItem; plane < Math.Min(planes, (item + 1) * perItem); plane++)
            {
                float* target = dx + (long)plane * height * width;
                if (!accumulate)
                    new Span<float>(target, height * width).Clear();
                for (int i = 0; i < outHeight * outWidth; i++)
                    Share(target, i, dy[(long)plane * outHeight * outWidth + i]);
            }
        }

        private void Share(float* plane, int place, float gradient)
        {
            var (top, bottom) = Window(place / outWidth, height, outHeight);
            var (left, right) = Window(place % outWidth, width, outWidth);
            float share = gradient / ((bottom - top) * (right - left));
            for (int row = top; row < bottom; row++)
            {
                for (int column = left; column < right; column++)
                    plane[row * width + column] += share;
            }
        }
    }
}
