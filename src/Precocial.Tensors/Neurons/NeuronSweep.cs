using System.Runtime.CompilerServices;

namespace Precocial.Tensors.Kernels;

/// <summary>Runs a program on one block of samples for several weights at once.</summary>
/// <remarks>
/// State: [neuron][weight][sample]. A neuron's sum over inputs is the same for all weights and taken once;
/// then comes each weight's sum over neurons, in the order of the sources, so that the result is as if each
/// weight were run by itself. Four registers a turn, so that looking up a source serves four additions.
/// </remarks>
internal static unsafe class NeuronSweep<T>
    where T : struct, ILanes<T>
{
    private const int Size = SampleBlocks.Size;

    /// <summary>Floats of state for one block and one weight.</summary>
    public static long StateLength(NeuronProgram program) => (long)program.Neurons * Size;

    /// <summary>One block, every weight of the network the same.</summary>
    /// <param name="table">The neurons.</param>
    /// <param name="from">The first of them to compute; those before are in the state.</param>
    /// <param name="to">Behind the last of them.</param>
    /// <param name="block">[1 + inputs][sample].</param>
    /// <param name="weights">The values, at least one.</param>
    /// <param name="state">[neuron][weight][sample].</param>
    public static void RunShared(NeuronTable table, int from, int to, float* block,
        ReadOnlySpan<float> weights, float* state)
    {
        int row = weights.Length * Size, firstNeuron = 1 + table.Inputs;
        float* sums = stackalloc float[Size];
        fixed (int* sources = table.Sources)
        {
            for (int neuron = from; neuron < to; neuron++)
            {
                int start = table.Starts[neuron], middle = table.NeuronStarts[neuron];
                SumInputs(block, sources + start, middle - start, sums);
                float* target = state + (nint)neuron * row;
                for (int w = 0; w < weights.Length; w++)
                {
                    SumNeurons(state + w * Size - (nint)firstNeuron * row, row, sources + middle,
                        table.Starts[neuron + 1] - middle, sums, T.Broadcast(weights[w]),
                            target + w * Size);
                }
                NeuronRow<SingleArithmetic<T>, T>.Apply(
                    table.Functions[neuron], (byte*)target, row * sizeof(float));
            }
        }
    }

    /// <summary>One block, a weight for each connection.</summary>
    /// <param name="program">The network.</param>
    /// <param name="block">[1 + inputs][sample].</param>
    /// <param name="weights">In the wiring's order.</param>
    /// <param name="state">[neuron][sample]; the outputs are the last neurons.</param>
    /// <param name="sums">What each function was applied to, [neuron][sample]; null if nobody asks.</param>
    public static void RunTuned(
        NeuronProgram program, float* block, float* weights, float* state, float* sums = null)
    {
        float* neurons = state - (nint)(1 + program.Inputs) * Size;
        for (int neuron = 0; neuron < program.Neurons; neuron++)
        {
            int start = program.Starts[neuron], middle = program.NeuronStarts[neuron];
            int end = program.Starts[neuron + 1];
            float* target = state + (nint)neuron * Size;
            for (int lane = 0; lane < Size; lane += T.Count)
            {
                T sum = T.Broadcast(0f);
                for (int i = start; i < end; i++)
                {
                    float* source = (i < middle ? block : neurons) + (nint)program.Sources[i] * Size + lane;
                    sum = T.MultiplyAdd(T.Broadcast(weights[program.Connections[i]]), T.Load(source), sum);
                }
                sum.Store(target + lane);
                if (sums is not null)
                    sum.Store(sums + (nint)neuron * Size + lane);
            }
            NeuronRow<SingleArithmetic<T>, T>.Apply(
                program.Functions[neuron], (byte*)target, Size * sizeof(float));
        }
    }

    private static void SumInputs(float* block, int* sources, int count, float* sums)
    {
        int lane = 0;
        for (; lane + 4 * T.Count <= Size; lane += 4 * T.Count)
            SumFour(block + lane, Size, sources, count, sums + lane);
        for (; lane < Size; lane += 2 * T.Count)
        {
            T a = T.Broadcast(0f), b = a;
            for (int i = 0; i < count; i++)
            {
                float* source = block + lane + (nint)sources[i] * Size;
                a += T.Load(source);
                b += T.Load(source + T.Count);
            }
            a.Store(sums + lane);
            b.Store(sums + lane + T.Count);
        }
    }

    private static void SumFour(float* block, int stride, int* sources, int count, float* sums)
    {
        T a = T.Broadcast(0f), b = a, c = a, d = a;
        for (int i = 0; i < count; i++)
        {
            float* source = block + (nint)sources[i] * stride;
            a += T.Load(source);
            b += T.Load(source + T.Count);
            c += T.Load(source + 2 * T.Count);
            d += T.Load(source + 3 * T.Count);
        }
        a.Store(sums);
        b.Store(sums + T.Count);
        c.Store(sums + 2 * T.Count);
        d.Store(sums + 3 * T.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SumNeurons(
        float* state, int stride, int* sources, int count, float* sums, T weight, float* target)
    {
        for (int lane = 0; lane < Size; lane += 2 * T.Count)
        {
            T a = T.Load(sums + lane), b = T.Load(sums + lane + T.Count);
            for (int i = 0; i < count; i++)
            {
                float* source = state + lane + (nint)sources[i] * stride;
                a += T.Load(source);
                b += T.Load(source + T.Count);
            }
            (a * weight).Store(target + lane);
            (b * weight).Store(target + lane + T.Count);
        }
    }
}
