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
    // The values of a part's neurons for one block of samples and six weights: 6 MB for each thread.
    private const int PartNeurons = 8192;

    // Blocks whose sums are kept at once: 6 MB for a thousand programs and six weights.
    private const int SlabBlocks = 128;

    private readonly PopulationPart[] _parts;
    private readonly int _inputs, _outputs;

    /// <summary>Unites programs: some milliseconds for a thousand of a thousand connections.</summary>
    /// <param name="programs">At least one, all with as many inputs and as many outputs.</param>
    /// <exception cref="ShapeException">They differ in size.</exception>
    public NeuronPopulation(IReadOnlyList<NeuronProgram> programs)
    {
        ArgumentOutOfRangeException.ThrowIfZero(programs.Count, nameof(programs));
        (_inputs, _outputs, Count) = (programs[0].Inputs, programs[0].Outputs, programs.Count);
        var parts = new List<PopulationPart>();
        var union = new NeuronUnion(_inputs);
        foreach (NeuronProgram program in programs)
        {
            if (program.Inputs != _inputs || program.Outputs != _outputs)
                throw new ShapeException($"The networks of a population have as many inputs and outputs, but "
                    + $"one has {_inputs} and {_outputs}, another {program.Inputs} and {program.Outputs}.");
            if (union.Programs > 0 && union.Neurons + program.Neurons > PartNeurons)
            {
                parts.Add(new PopulationPart(union, _outputs));
                union = new NeuronUnion(_inputs);
            }
            union.Add(program);
        }
        _parts = [.. parts, new PopulationPart(union, _outputs)];
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
            foreach (PopulationPart part in _parts)
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

    /// <summary>An item is a block of samples: program after program, each computes what none before it had,
    /// so that its own are still in the nearest cache when its outputs are asked for.</summary>
    private readonly unsafe struct LikelihoodKernel(
        PopulationPart part, SampleBlocks samples, int firstBlock, int* classes, float* weights, int count,
        double* sums) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            int block = firstBlock + item, row = count * SampleBlocks.Size, outputs = part.Outputs;
            // [neuron][weight][sample], [terms][weight][sample], then two floats for each [terms][weight].
            float* state = Scratch.Rent(
                ScratchUse.NeuronState, (long)(part.Neurons + part.Terms) * row + 2L * part.Terms * count);
            float* exponentials = state + (nint)part.Neurons * row;
            double* ofClass = (double*)(exponentials + (nint)part.Terms * row);
            double* result = sums + (nint)item * part.Programs * count;
            float** z = stackalloc float*[outputs], e = stackalloc float*[outputs];
            // The samples of the block, class by class.
            int* order = stackalloc int[SampleBlocks.Size], starts = stackalloc int[outputs + 1];
            SortByClass(block, order, starts);
            int neuron = 0, term = 0;
            for (int program = 0; program < part.Programs; program++)
            {
                NeuronSweep<T>.RunShared(part.Table, neuron, part.NeuronEnds[program], samples.Block(block),
                    new(weights, count), state);
                neuron = part.NeuronEnds[program];
                for (; term < part.TermEnds[program]; term++)
                    Prepare<T>(term, state, exponentials, ofClass, order, starts);
                for (int k = 0; k < outputs; k++)
                {
                    int own = part.TermsOf[program * outputs + k];
                    z[k] = state + (nint)part.TermNeurons[own] * row;
                    e[k] = exponentials + (nint)own * row;
                }
                for (int w = 0; w < count; w++)
                {
                    double sum = -SoftmaxLikelihood<T>.SumOfNormalisers(
                        z, e, w * SampleBlocks.Size, outputs, samples.SamplesIn(block));
                    for (int k = 0; k < outputs; k++)
                        sum += ofClass[part.TermsOf[program * outputs + k] * count + w];
                    *result++ = sum;
                }
            }
        }

        // What an output adds to the likelihoods of all networks that have it.
        private void Prepare<T>(
            int term, float* state, float* exponentials, double* ofClass, int* order, int* starts)
            where T : struct, ILanes<T>
        {
            int row = count * SampleBlocks.Size, output = part.TermOutputs[term];
            float* z = state + (nint)part.TermNeurons[term] * row;
            SoftmaxLikelihood<T>.Exponentials(z, exponentials + (nint)term * row, row);
            var own = new ReadOnlySpan<int>(order + starts[output], starts[output + 1] - starts[output]);
            for (int w = 0; w < count; w++)
                ofClass[term * count + w] = SoftmaxLikelihood<T>.SumOf(z + w * SampleBlocks.Size, own);
        }

        private void SortByClass(int block, int* order, int* starts)
        {
            int* own = classes + block * SampleBlocks.Size;
            int sorted = 0;
            for (int label = 0; label < part.Outputs; label++)
            {
                starts[label] = sorted;
                for (int i = 0; i < samples.SamplesIn(block); i++)
                {
                    if (own[i] == label)
                        order[sorted++] = i;
                }
            }
            starts[part.Outputs] = sorted;
        }
    }
}
