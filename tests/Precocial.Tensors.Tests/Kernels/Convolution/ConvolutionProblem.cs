using Precocial.Tensors.Kernels;

namespace Precocial.Tensors.Tests.Kernels;

/// <summary>Random x, kernel and y of one shape, and the definition of convolution in double
/// precision.</summary>
internal sealed unsafe class ConvolutionProblem : IDisposable
{
    public ConvolutionProblem(int[] sizes, ulong seed)
    {
        var rows = new WindowAxis(sizes[7], sizes[8], sizes[8], sizes[9]);
        WindowAxis columns = rows;
        if (sizes.Length > 11)
        {
            rows = rows with { After = sizes[12] };
            columns = rows with { Stride = sizes[11], Before = sizes[13], After = sizes[14] };
        }
        Shape = new ConvolutionShape(sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], sizes[5], sizes[6],
            rows, columns, sizes[10]);
        var rng = new Rng(seed);
        X = Native.Random(Shape.Batch * Shape.InChannels * Shape.Height * Shape.Width, rng);
        Kernel = Native.Random(Shape.OutChannels * Shape.Taps, rng);
        Y = Native.Random(Shape.Batch * Shape.OutChannels * Shape.OutPixels, rng);
    }

    public ConvolutionShape Shape { get; }

    public Native X { get; }

    public Native Kernel { get; }

    public Native Y { get; }

    public void RunAll(WorkerPool workers)
    {
        Convolution.Forward(Shape, X.Pointer, Kernel.Pointer, Y.Pointer, workers);
        Convolution.BackwardKernel(Shape, X.Pointer, Y.Pointer, Kernel.Pointer, accumulate: true, workers);
        Convolution.BackwardData(Shape, Y.Pointer, Kernel.Pointer, X.Pointer, accumulate: true, workers);
    }

    public void CheckForward() => Check(Y, new float[Y.Length], static (x, kernel, y) => y,
        (x, w, y) => (double)X.Span[x] * Kernel.Span[w]);

    public void CheckBackwardData(float[] start) =>
        Check(X, start, static (x, kernel, y) => x, (x, w, y) => (double)Y.Span[y] * Kernel.Span[w]);

    public void CheckBackwardKernel(float[] start) =>
        Check(Kernel, start, static (x, kernel, y) => kernel, (x, w, y) => (double)Y.Span[y] * X.Span[x]);

    public void Dispose()
    {
        X.Dispose();
        Kernel.Dispose();
        Y.Dispose();
    }

    private void Check(Native actual, float[] start, Func<int, int, int, int> target, Func<int, int, int,
        double> product)
    {
        double[] sum = Array.ConvertAll(start, value => (double)value);
        double[] magnitude = Array.ConvertAll(start, value => (double)Math.Abs(value));
        var terms = new int[start.Length];
        ForEachTerm((x, kernel, y) =>
        {
            int i = target(x, kernel, y);
            double value = product(x, kernel, y);
            sum[i] += value;
            magnitude[i] += Math.Abs(value);
            terms[i]++;
        });
        for (int i = 0; i < actual.Length; i++)
        {
            // One rounding a term and one for the start, each of at most eps/2 of the sum of magnitudes.
            double tolerance = (terms[i] + 2) * Math.Pow(2, -24) * magnitude[i];
            if (!(Math.Abs(actual.Span[i] - sum[i]) <= tolerance))
                Assert.Fail($"element {i} is {actual.Span[i]}, not {sum[i]} ± {tolerance}");
        }
    }

    private void ForEachTerm(Action<int, int, int> visit)
    {
        ConvolutionShape s = Shape;
        int inner = s.InChannels / s.Groups, outer = s.OutChannels / s.Groups;
        int count = Y.Length * s.Taps;
        for (int i = 0; i < count; i++)
        {
            int rest = i, kx = Next(s.KernelWidth), ky = Next(s.KernelHeight), c = Next(inner);
            int ox = Next(s.OutWidth), oy = Next(s.OutHeight), o = Next(s.OutChannels), n = rest;
            int y = oy * s.Rows.Stride + ky * s.Rows.Dilation - s.Rows.Before,
                x = ox * s.Columns.Stride + kx * s.Columns.Dilation - s.Columns.Before;
            if (y < 0 || x < 0 || y >= s.Height || x >= s.Width)
                continue;
            int channel = o / outer * inner + c;
            visit(((n * s.InChannels + channel) * s.Height + y) * s.Width + x,
                ((o * inner + c) * s.KernelHeight + ky) * s.KernelWidth + kx,
                ((n * s.OutChannels + o) * s.OutHeight + oy) * s.OutWidth + ox);

            int Next(int size)
            {
                int index = rest % size;
                rest /= size;
                return index;
            }
        }
    }
}
