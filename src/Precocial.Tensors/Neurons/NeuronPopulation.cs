using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

/// <summary>Several programs run on the same samples as one: what equal neurons of different networks say is
/// computed once.</summary>
/// <remarks>
/// The members of a generation are relatives, and a mutation changes one neuron and those behind it: late in
/// a run for MNIST one in forty neurons is left to compute. A number is the same, to the last bit, whatever
/// else is in the population. Nearest neighbour: <see cref="NeuronProgram"/>, one network. Immutable: any
/// number of threads may run one.
/// </remarks>
public sealed class NeuronPopulation
{
    // The values of a part's neurons, for one block of samples and six weights: 6 MB for each thread.
    private const int PartNeurons = 8192;

    // Blocks whose sums are kept at once: 6 MB for a thousand programs and six weights.
    private const int SlabBlocks = 128;

    private readonly Part[] _parts;
    private readonly int _inputs, _outputs;

    /// <summary>Unites programs: some milliseconds for a thousand of a thousand connections.</summary>
    /// <param name="programs">At least one, all with as many inputs and as many outputs.</param>
    /// <exception cref="ShapeException">They differ in size.</exception>
    public NeuronPopulation(IReadOnlyList<NeuronProgram> programs)
    {
        ArgumentOutOfRangeException.ThrowIfZero(programs.Count, nameof(programs));
        (_inputs, _outputs, Count) = (programs[0].Inputs, programs[0].Outputs, programs.Count);
        var parts = new List<Part>();
        var union = new NeuronUnion(_inputs);
        foreach (NeuronProgram program in programs)
        {
            if (program.Inputs != _inputs || program.Outputs != _outputs)
                throw new ShapeException($"The networks of a population have as many inputs and outputs, but "
                    + $"one has {_inputs} and {_outputs}, another {program.Inputs} and {program.Outputs}.");
            if (union.Programs > 0 && union.Neurons + program.Neurons > PartNeurons)
            {
                parts.Add(new Part(union));
                union = new NeuronUnion(_inputs);
            }
            union.Add(program);
        }
        _parts = [.. parts, new Part(union)];
        DistinctNeurons = _parts.Sum(part => part.Neurons);
    }

    /// <summary>How many programs there are.</summary>
    public int Count { get; }

    /// <summary>How many neurons are computed for all of them together.</summary>
    public int DistinctNeurons { get; }

    /// <summary>For each program and each shared weight, the mean over samples of the log-likelihood of their
    /// classes: the outputs are logits of a softmax.</summary>
    /// <param name="samples">As many inputs as the programs have.</param>
    /// <param name="classes">Of each sample, 0..outputs−1.</param>
    /// <param name="weights">The shared weights, at least one.</param>
    /// <param name="means">Receives [program][weight]; NaN where an output is not finite.</param>
    /// <param name="workers">Threads; null for the caller alone. They change nothing in the result.</param>
    /// <remarks>Computed in float32, summed in double; sums over inputs are shared by all weights.</remarks>
    /// <exception cref="ShapeException">Something does not fit.</exception>
    public unsafe void MeanLogLikelihood(
        SampleBlocks samples, ReadOnlySpan<int> classes, ReadOnlySpan<double> weights, Span<double> means,
        WorkerPool? workers = null)
    {
        Check(samples, classes, weights, means);
        float[] shared = new float[weights.Length];
        for (int w = 0; w < shared.Length; w++)
            shared[w] = (float)weights[w];
        means.Clear();
        fixed (int* labels = classes)
        fixed (float* values = shared)
        {
            int done = 0;
            foreach (Part part in _parts)
            {
                Span<double> own = means.Slice(done, part.Programs * shared.Length);
                double[] sums = new double[Math.Min(SlabBlocks, samples.Blocks) * own.Length];
                for (int first = 0; first < samples.Blocks; first += SlabBlocks)
                {
                    int blocks = Math.Min(SlabBlocks, samples.Blocks - first);
                    fixed (double* results = sums)
                        Items.Run(new LikelihoodKernel(
                            part, samples, first, labels, values, shared.Length, results), blocks, workers);
                    AddUp(sums, blocks, own);
                }
                done += own.Length;
            }
        }
        foreach (ref double mean in means)
            mean = double.IsFinite(mean) ? mean / samples.Samples : double.NaN;
    }

    // Block after block, so that the sum has one order.
    private static void AddUp(double[] sums, int blocks, Span<double> totals)
    {
        for (int block = 0; block < blocks; block++)
        {
            for (int i = 0; i < totals.Length; i++)
                totals[i] += sums[block * totals.Length + i];
        }
    }

    private void Check(
        SampleBlocks samples, ReadOnlySpan<int> classes, ReadOnlySpan<double> weights, Span<double> means)
    {
        if (samples.Inputs != _inputs)
            throw new ShapeException($"The networks have {_inputs} inputs, but the samples have "
                + $"{samples.Inputs}.");
        if (classes.Length != samples.Samples || weights.IsEmpty || means.Length != Count * weights.Length)
            throw new ShapeException($"A likelihood needs one class for each of {samples.Samples} samples "
                + $"and a result for each of {Count} networks and each weight, but there are "
                + $"{classes.Length} classes, {weights.Length} weights and {means.Length} results.");
        if (classes.ContainsAnyExceptInRange(0, _outputs - 1))
            throw new ShapeException($"The networks have {_outputs} outputs, but a sample's class is not one "
                + $"of them.");
    }

    /// <summary>Programs that follow one another, and their neurons.</summary>
    private sealed class Part(NeuronUnion union)
    {
        public int Programs { get; } = union.Programs;

        public int Neurons { get; } = union.Neurons;

        public NeuronTable Table { get; } = union.ToTable();

        public int[] Ends { get; } = union.Ends;

        public int[] OutputNeurons { get; } = union.OutputNeurons;
    }

    /// <summary>An item is a block of samples: program after program, each computes what none before it had,
    /// so that its own are still in the nearest cache when its outputs are asked for.</summary>
    private readonly unsafe struct LikelihoodKernel(
        Part part, SampleBlocks samples, int firstBlock, int* classes, float* weights, int count,
        double* sums) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            int block = firstBlock + item, size = SampleBlocks.Size, row = count * size, computed = 0;
            float* state = Scratch.Rent(ScratchUse.NeuronState, (long)part.Neurons * row);
            double* result = sums + (nint)item * part.Programs * count;
            int outputs = part.OutputNeurons.Length / part.Programs;
            float** logits = stackalloc float*[outputs];
            for (int program = 0; program < part.Programs; program++)
            {
                int end = part.Ends[program];
                NeuronSweep<T>.RunShared(
                    part.Table, computed, end, samples.Block(block), new(weights, count), state);
                computed = end;
                for (int k = 0; k < outputs; k++)
                    logits[k] = state + (nint)part.OutputNeurons[program * outputs + k] * row;
                for (int w = 0; w < count; w++)
                {
                    *result++ = SoftmaxLikelihood<T>.Sum(
                        logits, w * size, outputs, classes + block * size, samples.SamplesIn(block));
                }
            }
        }
    }
}
