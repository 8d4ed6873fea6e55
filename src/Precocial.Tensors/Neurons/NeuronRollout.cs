namespace Precocial.Tensors.Kernels;

/// <summary>Runs a program on rows of float64 lanes.</summary>
/// <remarks>
/// State: [row][lane]: the bias, the inputs, the neurons; 64-byte aligned. A neuron is summed over all lanes
/// before the next, up to four registers a turn, so that looking up a source serves them all; then its
/// function runs over the row. Per lane the sums have the sources' order. A shared weight multiplies the sum;
/// weights of connections are multiplied in, rounded once with the addition.
/// </remarks>
internal static unsafe class NeuronRollout
{
    public static void Run(
        NeuronProgram program, double* rows, double* weights, int stride, int lanes, bool isShared)
    {
        if (DoubleLanes8.IsSupported)
            Run<DoubleLanes8>(program, rows, weights, stride, lanes, isShared);
        else if (DoubleLanes4.IsSupported)
            Run<DoubleLanes4>(program, rows, weights, stride, lanes, isShared);
        else if (DoubleLanes2.IsSupported)
            Run<DoubleLanes2>(program, rows, weights, stride, lanes, isShared);
        else
            Run<DoubleLane1>(program, rows, weights, stride, lanes, isShared);
    }

    internal static void Run<T>(
        NeuronProgram program, double* rows, double* weights, int stride, int lanes, bool isShared)
        where T : struct, IDoubleLanes<T>
    {
        double* target = rows + (nint)(1 + program.Inputs) * stride;
        NeuronFunction[] functions = program.Functions;
        int[] starts = program.Starts;
        fixed (int* sources = program.Sources)
        {
            for (int neuron = 0; neuron < functions.Length; neuron++, target += stride)
            {
                int start = starts[neuron], count = starts[neuron + 1] - start;
                if (isShared)
                    SumShared<T>(rows, weights, stride, sources + start, count, target, lanes);
                else
                    SumTuned<T>(rows, weights + (nint)start * stride, stride, sources + start, count, target,
                        lanes);
                NeuronRow<DoubleArithmetic<T>, T>.Apply(
                    functions[neuron], (byte*)target, lanes * sizeof(double));
            }
        }
    }

    private static void SumShared<T>(
        double* rows, double* weights, int stride, int* sources, int count, double* target, int lanes)
        where T : struct, IDoubleLanes<T>
    {
        int lane = 0;
        for (; lane + 4 * T.Count <= lanes; lane += 4 * T.Count)
        {
            T a = T.Broadcast(0), b = a, c = a, d = a;
            for (int i = 0; i < count; i++)
            {
                double* source = rows + lane + (nint)sources[i] * stride;
                a += T.Load(source);
                b += T.Load(source + T.Count);
                c += T.Load(source + 2 * T.Count);
                d += T.Load(source + 3 * T.Count);
            }
            (a * T.Load(weights + lane)).Store(target + lane);
            (b * T.Load(weights + lane + T.Count)).Store(target + lane + T.Count);
            (c * T.Load(weights + lane + 2 * T.Count)).Store(target + lane + 2 * T.Count);
            (d * T.Load(weights + lane + 3 * T.Count)).Store(target + lane + 3 * T.Count);
        }
        for (; lane < lanes; lane += T.Count)
        {
            T sum = T.Broadcast(0);
            for (int i = 0; i < count; i++)
                sum += T.Load(rows + lane + (nint)sources[i] * stride);
            (sum * T.Load(weights + lane)).Store(target + lane);
        }
    }

    private static void SumTuned<T>(
        double* rows, double* weights, int stride, int* sources, int count, double* target, int lanes)
        where T : struct, IDoubleLanes<T>
    {
        for (int lane = 0; lane < lanes; lane += T.Count)
        {
            T sum = T.Broadcast(0);
            for (int i = 0; i < count; i++)
            {
                T weight = T.Load(weights + lane + (nint)i * stride);
                sum = T.MultiplyAdd(weight, T.Load(rows + lane + (nint)sources[i] * stride), sum);
            }
            sum.Store(target + lane);
        }
    }
}
