using Precocial.Tensors.Memory;

namespace Precocial.Tensors;

/// <summary>Samples laid out for <see cref="NeuronProgram"/>s: 32 at a time, input by input.</summary>
/// <remarks>Memory: [block][1 + inputs][32] float32; row 0 of a block is the bias. The last block is filled
/// up with zeros. Written once, then shared by threads.</remarks>
public sealed unsafe class SampleBlocks
{
    /// <summary>Samples in a block: two registers at the widest, and one block's rows stay in the nearest
    /// caches.</summary>
    internal const int Size = 32;

    private readonly NativeBuffer _memory;

    /// <summary>Room for samples, all zero.</summary>
    /// <param name="samples">How many, at least 1.</param>
    /// <param name="inputs">Numbers in each, at least 1.</param>
    public SampleBlocks(int samples, int inputs)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        (Samples, Inputs) = (samples, inputs);
        _memory = NativeBuffer.Allocate(checked(Blocks * BlockLength));
        for (int block = 0; block < Blocks; block++)
        {
            var all = new Span<float>(Block(block), BlockLength);
            all[..Size].Fill(1);
            all[Size..].Clear();
        }
    }

    /// <summary>How many samples.</summary>
    public int Samples { get; }

    /// <summary>Numbers in each.</summary>
    public int Inputs { get; }

    internal int Blocks => (Samples + Size - 1) / Size;

    private int BlockLength => (1 + Inputs) * Size;

    /// <summary>Writes one sample.</summary>
    public void Set(int sample, ReadOnlySpan<float> inputs)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)sample, (uint)Samples, nameof(sample));
        if (inputs.Length != Inputs)
            throw new ShapeException($"A sample has {Inputs} inputs, but {inputs.Length} were given.");
        float* at = Block(sample / Size) + Size + sample % Size;
        for (int i = 0; i < inputs.Length; i++)
            at[(nint)i * Size] = inputs[i];
    }

    internal float* Block(int block) => _memory.Pointer + (nint)block * BlockLength;

    /// <summary>How many samples of a block are real.</summary>
    internal int SamplesIn(int block) => Math.Min(Size, Samples - block * Size);
}
