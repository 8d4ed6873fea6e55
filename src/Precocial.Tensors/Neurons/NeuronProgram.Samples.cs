using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public sealed partial class NeuronProgram
{
    /// <summary>The outputs for samples, with one weight for all connections.</summary>
    /// <param name="samples">As many inputs as the program has.</param>
    /// <param name="weight">The weight.</param>
    /// <param name="outputs">Receives [sample, output].</param>
    /// <param name="workers">Threads; null for the caller alone. They change nothing in the result.</param>
    /// <exception cref="ShapeException">The samples or the room do not fit.</exception>
    public unsafe void Run(SampleBlocks samples, double weight, Span<float> outputs,
        WorkerPool? workers = null)
    {
        CheckRoom(samples, outputs);
        float shared = (float)weight;
        fixed (float* target = outputs)
            Items.Run(new OutputKernel(this, samples, &shared, isShared: true, target), samples.Blocks,
                workers);
    }

    /// <summary>The outputs for samples, with a weight for each connection.</summary>
    /// <param name="samples">As many inputs as the program has.</param>
    /// <param name="weights">In the order of the wiring's connections.</param>
    /// <param name="outputs">Receives [sample, output].</param>
    /// <param name="workers">Threads; null for the caller alone. They change nothing in the result.</param>
    /// <exception cref="ShapeException">The samples, the weights or the room do not fit.</exception>
    public unsafe void Run(
        SampleBlocks samples, ReadOnlySpan<float> weights, Span<float> outputs, WorkerPool? workers = null)
    {
        CheckRoom(samples, outputs);
        if (weights.Length != Wiring.Connections)
            throw new ShapeException($"The wiring has {Wiring.Connections} connections, but there are "
                + $"{weights.Length} weights.");
        fixed (float* target = outputs, tuned = weights)
            Items.Run(new OutputKernel(this, samples, tuned, isShared: false, target), samples.Blocks,
                workers);
    }

    /// <summary>For each shared weight, the mean over samples of the log-likelihood of their classes: the
    /// outputs are logits of a softmax.</summary>
    /// <param name="samples">As many inputs as the program has.</param>
    /// <param name="classes">Of each sample, 0..outputs−1.</param>
    /// <param name="weights">The shared weights, at least one.</param>
    /// <param name="means">Receives one number for each weight; NaN where an output is not finite.</param>
    /// <remarks>Computed in float32, summed in double; sums over inputs are shared by all weights. One
    /// thread.</remarks>
    /// <exception cref="ShapeException">Something does not fit.</exception>
    public void MeanLogLikelihood(
        SampleBlocks samples, ReadOnlySpan<int> classes, ReadOnlySpan<double> weights, Span<double> means) =>
        new NeuronPopulation([this]).MeanLogLikelihood(samples, classes, weights, means);

    private void CheckInputs(SampleBlocks samples)
    {
        if (samples.Inputs != Inputs)
            throw new ShapeException($"The network has {Inputs} inputs, but the samples have "
                + $"{samples.Inputs}.");
    }

    private void CheckRoom(SampleBlocks samples, Span<float> outputs)
    {
        CheckInputs(samples);
        if (outputs.Length != (long)samples.Samples * Outputs)
            throw new ShapeException($"{samples.Samples} samples have {(long)samples.Samples * Outputs} "
                + $"outputs, but "
                + $"there is room for {outputs.Length}.");
    }

    /// <summary>An item is a block of samples.</summary>
    private readonly unsafe struct OutputKernel(
        NeuronProgram program, SampleBlocks samples, float* weights, bool isShared, float* outputs)
        : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            float* state = Scratch.Rent(ScratchUse.NeuronState, NeuronSweep<T>.StateLength(program));
            if (isShared)
                NeuronSweep<T>.RunShared(
                    program.Table, 0, program.Neurons, samples.Block(item), new(weights, 1), state);
            else
                NeuronSweep<T>.RunTuned(program, samples.Block(item), weights, state);
            state += (nint)program.FirstOutput * SampleBlocks.Size;
            float* target = outputs + (nint)item * SampleBlocks.Size * program.Outputs;
            for (int sample = 0; sample < samples.SamplesIn(item); sample++)
            {
                for (int output = 0; output < program.Outputs; output++)
                    *target++ = state[(nint)output * SampleBlocks.Size + sample];
            }
        }
    }
}
