using Precocial.Tensors.Kernels;

namespace Precocial.Tensors.Tests.Kernels.Windows;

public sealed unsafe class PoolingTests
{
    /// <summary>Planes, height, width, size, stride, padding.</summary>
    public static TheoryData<int, int, int, int, int, int> Shapes => new()
    {
        { 2, 4, 4, 2, 2, 0 }, { 1, 5, 7, 2, 2, 0 }, { 3, 8, 8, 3, 1, 1 }, { 1, 9, 40, 3, 2, 1 }, { 2, 7, 7, 3, 3, 1 },
        { 1, 1, 1, 1, 1, 0 }, { 2, 6, 35, 2, 1, 0 }, { 1, 33, 33, 5, 2, 2 }, { 1, 32, 67, 2, 2, 1 }, { 2, 10, 11, 4, 5, 2 },
        { 1, 64, 64, 2, 2, 0 }, { 1, 5, 5, 2, 4, 0 }, { 3, 6, 16, 2, 2, 0 }, { 3, 6, 8, 2, 2, 0 }, { 2, 4, 28, 2, 2, 0 },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void Max_OfAnyWindow_IsTheLargestAndItsPlace(int planes, int height, int width, int size, int stride, int padding)
    {
        var problem = new PoolingProblem(new(planes, height, width, size, stride, padding));
        using Native y = new(problem.Outputs), taps = new(problem.Outputs), untapped = new(problem.Outputs);
        Pooling.Max(problem.Shape, problem.X.Pointer, y.Pointer, taps.Pointer);
        Pooling.Max(problem.Shape, problem.X.Pointer, untapped.Pointer, null);
        for (int output = 0; output < problem.Outputs; output++)
        {
            var (value, tap) = problem.Window(output).Select(e => (e.Value, e.Tap)).MaxBy(e => e.Value);
            (y.Span[output], taps.Span[output]).ShouldBe((value, tap));
        }
        Bits.ShouldBeEqual(untapped.Span, y.Span, "without taps");
        y.GuardsAreIntact();
        taps.GuardsAreIntact();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void MaxBackward_OfAnyWindow_SendsGradientsToTheLargest(
        int planes, int height, int width, int size, int stride, int padding)
    {
        var problem = new PoolingProblem(new(planes, height, width, size, stride, padding));
        using Native y = new(problem.Outputs), taps = new(problem.Outputs), dx = new(problem.Inputs);
        Pooling.Max(problem.Shape, problem.X.Pointer, y.Pointer, taps.Pointer);
        Pooling.MaxBackward(problem.Shape, problem.Dy.Pointer, taps.Pointer, dx.Pointer, accumulate: false);
        Pooling.MaxBackward(problem.Shape, problem.Dy.Pointer, taps.Pointer, dx.Pointer, accumulate: true);
        double[] exact = new double[problem.Inputs];
        for (int output = 0; output < problem.Outputs; output++)
            exact[problem.Window(output).MaxBy(e => e.Value).Input] += 2 * problem.Dy.Span[output];
        problem.Check(dx, exact);
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Average_OfAnyWindow_CountsAsAsked(int planes, int height, int width, int size, int stride, int padding)
    {
        var problem = new PoolingProblem(new(planes, height, width, size, stride, padding));
        foreach (bool countIncludesPadding in (bool[])[false, true])
        {
            using Native y = new(problem.Outputs), dx = new(problem.Inputs);
            Pooling.Average(problem.Shape, problem.X.Pointer, y.Pointer, countIncludesPadding);
            Pooling.AverageBackward(problem.Shape, problem.Dy.Pointer, dx.Pointer, countIncludesPadding, accumulate: false);
            Pooling.AverageBackward(problem.Shape, problem.Dy.Pointer, dx.Pointer, countIncludesPadding, accumulate: true);
            double[] exact = new double[problem.Outputs], gradient = new double[problem.Inputs];
            for (int output = 0; output < problem.Outputs; output++)
            {
                var window = problem.Window(output).ToList();
                double count = countIncludesPadding ? size * size : window.Count;
                foreach (var element in window)
                {
                    exact[output] += element.Value / count;
                    gradient[element.Input] += 2 * problem.Dy.Span[output] / count;
                }
            }
            problem.Check(y, exact);
            problem.Check(dx, gradient);
        }
    }

    /// <summary>Planes, height, width; window, stride and padding before and after of the rows, then of the
    /// columns; whether sizes are rounded up.</summary>
    public static TheoryData<int[], bool> Rectangles => new()
    {
        { [2, 9, 7, 3, 2, 1, 1, 3, 2, 1, 1], false }, { [1, 8, 12, 3, 2, 0, 0, 3, 2, 0, 0], true },
        { [2, 8, 7, 3, 2, 1, 0, 2, 1, 0, 1], false }, { [1, 7, 33, 1, 1, 0, 0, 5, 3, 2, 1], true },
        { [3, 12, 5, 4, 3, 1, 2, 1, 1, 0, 0], true }, { [1, 10, 19, 3, 3, 1, 1, 3, 3, 1, 1], true },
        { [1, 6, 6, 2, 2, 0, 0, 2, 2, 0, 0], true }, { [2, 6, 34, 2, 2, 1, 1, 2, 2, 0, 0], false },
    };

    [Theory, MemberData(nameof(Rectangles))]
    public void EveryPool_OfARectangle_IsThePlainLoops(int[] n, bool ceilMode)
    {
        WindowAxis rows = new(n[4], n[5], n[6]), columns = new(n[8], n[9], n[10]);
        var problem = new PoolingProblem(new(n[0], n[1], n[2], n[3], n[7], rows, columns, ceilMode));
        using Native max = new(problem.Outputs), taps = new(problem.Outputs), dx = new(problem.Inputs),
            means = new(problem.Outputs), meanGradients = new(problem.Inputs), wholeMeans = new(problem.Outputs);
        Pooling.Max(problem.Shape, problem.X.Pointer, max.Pointer, taps.Pointer);
        Pooling.MaxBackward(problem.Shape, problem.Dy.Pointer, taps.Pointer, dx.Pointer, accumulate: false);
        Pooling.Average(problem.Shape, problem.X.Pointer, means.Pointer, countIncludesPadding: false);
        Pooling.AverageBackward(problem.Shape, problem.Dy.Pointer, meanGradients.Pointer, false, accumulate: false);
        Pooling.Average(problem.Shape, problem.X.Pointer, wholeMeans.Pointer, countIncludesPadding: true);
        double[] largest = new double[problem.Outputs], mean = new double[problem.Outputs],
            whole = new double[problem.Outputs], toLargest = new double[problem.Inputs],
            toAll = new double[problem.Inputs];
        for (int output = 0; output < problem.Outputs; output++)
        {
            var window = problem.Window(output).ToList();
            int row = output / problem.Shape.OutWidth % problem.Shape.OutHeight,
                column = output % problem.Shape.OutWidth;
            int padded = Padded(row, n[1], n[3], rows) * Padded(column, n[2], n[7], columns);
            largest[output] = window.Max(e => e.Value);
            mean[output] = window.Average(e => (double)e.Value);
            whole[output] = window.Sum(e => (double)e.Value) / padded;
            toLargest[window.MaxBy(e => e.Value).Input] += problem.Dy.Span[output];
            window.ForEach(e => toAll[e.Input] += (double)problem.Dy.Span[output] / window.Count);
        }
        problem.Check(max, largest);
        problem.Check(means, mean);
        problem.Check(wholeMeans, whole);
        problem.Check(dx, toLargest);
        problem.Check(meanGradients, toAll);

        // Elements of the window inside the plane with its padding: what hangs over that does not count.
        static int Padded(int window, int length, int size, WindowAxis axis) => Enumerable.Range(0, size)
            .Count(i => (window * axis.Stride) - axis.Before + i < length + axis.After);
    }

    [Fact]
    public void Max_OfAWindowWithNaN_IsNaN()
    {
        float[] x = [1, float.NaN, 3, 2, 5, 4, 7, 8], y = new float[2];
        fixed (float* from = x, to = y)
            Pooling.Max(new(1, 2, 4, 2, 2, 0), from, to, null);
        y.ShouldBe([float.NaN, 8]);
    }

    [Theory]
    [InlineData(7, 5, 3, 2)]
    [InlineData(4, 4, 4, 4)]
    [InlineData(2, 3, 5, 7)]
    [InlineData(8, 8, 1, 1)]
    public void AdaptiveAverage_ToAnySize_IsTheMeanOfCoveringWindows(int height, int width, int outHeight, int outWidth)
    {
        int inputs = 2 * height * width, outputs = 2 * outHeight * outWidth;
        using Native x = Native.Random(inputs, new Rng(1)), dy = Native.Random(outputs, new Rng(2));
        using Native y = new(outputs), dx = new(inputs);
        Pooling.AdaptiveAverage(x.Pointer, y.Pointer, 2, height, width, outHeight, outWidth);
        Pooling.AdaptiveAverageBackward(dy.Pointer, dx.Pointer, 2, height, width, outHeight, outWidth, accumulate: false);
        double[] exact = new double[outputs], gradient = new double[inputs];
        for (int i = 0; i < outputs; i++)
        {
            int row = i / outWidth % outHeight, column = i % outWidth, plane = i / (outHeight * outWidth);
            int top = row * height / outHeight, bottom = (int)Math.Ceiling((row + 1.0) * height / outHeight);
            int left = column * width / outWidth,
                right = (int)Math.Ceiling((column + 1.0) * width / outWidth);
            var window = Enumerable.Range(top, bottom - top).SelectMany(
                r => Enumerable.Range(left, right - left).Select(c => (plane * height + r) * width + c)).ToList();
            exact[i] = window.Average(j => (double)x.Span[j]);
            window.ForEach(j => gradient[j] += (double)dy.Span[i] / window.Count);
        }
        for (int i = 0; i < outputs; i++)
            Ulp.Distance(y.Span[i], exact[i]).ShouldBeLessThanOrEqualTo(0.51);
        for (int i = 0; i < inputs; i++)
            dx.Span[i].ShouldBe((float)gradient[i], 1e-6);
    }
}
