namespace Precocial.Tensors.Kernels;

/// <summary>What a forward pass leaves for the backward one.</summary>
/// <remarks>Memory: [block][bias, inputs, neurons, sums][32]: a neuron's value is its function of its
/// sum.</remarks>
/// <param name="Program">The network.</param>
/// <param name="Batch">Samples.</param>
/// <param name="Memory">At least <see cref="Length"/> floats, 64-byte aligned.</param>
internal readonly unsafe record struct NeuronBlocks(NeuronProgram Program, int Batch, nint Memory)
{
    public const int Size = SampleBlocks.Size;

    public NeuronBlocks(NeuronProgram program, int batch, float* memory)
        : this(program, batch, (nint)memory) { }

    public int Count => (Batch + Size - 1) / Size;

    private int BlockLength => (Program.Rows + Program.Neurons) * Size;

    public static int Length(NeuronProgram program, int batch) =>
        checked((batch + Size - 1) / Size * (program.Rows + program.Neurons) * Size);

    /// <summary>The rows of a block: bias, inputs, neurons.</summary>
    public float* Rows(int block) => (float*)Memory + (nint)block * BlockLength;

    /// <summary>The neurons among them.</summary>
    public float* Neurons(int block) => Rows(block) + (nint)(1 + Program.Inputs) * Size;

    /// <summary>What their functions were applied to.</summary>
    public float* Sums(int block) => Rows(block) + (nint)Program.Rows * Size;

    public int SamplesIn(int block) => Math.Min(Size, Batch - block * Size);
}
