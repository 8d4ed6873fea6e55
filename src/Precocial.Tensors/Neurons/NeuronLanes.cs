using Precocial.Tensors.Memory;

namespace Precocial.Tensors;

/// <summary>A <see cref="NeuronProgram"/> run on many lanes at once in float64: each lane has inputs and
/// weights of its own.</summary>
/// <remarks>
/// For episodes that run side by side. Rows of <see cref="Capacity"/> numbers: write the inputs, run, read
/// the outputs. A lane's result depends on that lane alone, to the last bit, whatever its place and the width
/// of the machine's registers. Nothing is allocated after the constructor. Its nearest neighbour:
/// <see cref="NeuronProgram.Run( SampleBlocks, double, Span{float}, WorkerPool?)"/>, float32 over the samples
/// of a data set. One thread at a time.
/// </remarks>
public sealed unsafe class NeuronLanes
{
    /// <summary>Lanes come in multiples of this, so that any register fits.</summary>
    public const int Multiple = 8;

    private readonly NativeBuffer _memory;
    private readonly double* _rows, _weights;

    /// <summary>Room for lanes, all zero.</summary>
    /// <param name="program">The network.</param>
    /// <param name="lanes">How many, rounded up to a multiple of eight.</param>
    /// <param name="isShared">Whether all connections of a lane have one weight.</param>
    public NeuronLanes(NeuronProgram program, int lanes, bool isShared)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lanes);
        (Program, IsShared) = (program, isShared);
        Capacity = checked((lanes + Multiple - 1) / Multiple * Multiple);
        int weights = isShared ? 1 : program.LiveConnections;
        long doubles = ((long)program.Rows + weights) * Capacity;
        _memory = NativeBuffer.Allocate(checked((int)(2 * doubles)));
        _rows = (double*)_memory.Pointer;
        _weights = _rows + (nint)program.Rows * Capacity;
        new Span<double>(_rows, checked((int)doubles)).Clear();
        new Span<double>(_rows, Capacity).Fill(1);
    }

    /// <summary>The network.</summary>
    public NeuronProgram Program { get; }

    /// <summary>Whether all connections of a lane have one weight.</summary>
    public bool IsShared { get; }

    /// <summary>How many lanes there are: the length of a row.</summary>
    public int Capacity { get; }

    /// <summary>What the network sees, [input][lane].</summary>
    public Span<double> Inputs => new(_rows + Capacity, Program.Inputs * Capacity);

    /// <summary>What it said, [output][lane].</summary>
    public Span<double> Outputs =>
        new(_rows + (nint)(Program.Rows - Program.Outputs) * Capacity, Program.Outputs * Capacity);

    /// <summary>Gives a lane its weights.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="weights">One, if shared; otherwise one for each connection of the wiring.</param>
    /// <exception cref="ShapeException">Another number of weights.</exception>
    public void SetWeights(int lane, ReadOnlySpan<double> weights)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)lane, (uint)Capacity, nameof(lane));
        int expected = IsShared ? 1 : Program.Wiring.Connections;
        if (weights.Length != expected)
            throw new ShapeException($"A lane needs {expected} weights, but {weights.Length} were given.");
        if (IsShared)
        {
            _weights[lane] = weights[0];
            return;
        }
        for (int i = 0; i < Program.LiveConnections; i++)
            _weights[(nint)i * Capacity + lane] = weights[Program.Connections[i]];
    }

    /// <summary>Lane <paramref name="to"/> takes over the weights of lane <paramref name="from"/>.</summary>
    public void MoveWeights(int from, int to)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)from, (uint)Capacity, nameof(from));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)to, (uint)Capacity, nameof(to));
        int rows = IsShared ? 1 : Program.LiveConnections;
        for (int i = 0; i < rows; i++)
            _weights[(nint)i * Capacity + to] = _weights[(nint)i * Capacity + from];
    }

    /// <summary>Sets a lane's inputs, outputs and weights to zero: what lies in lanes that nobody uses is
    /// computed along, and should be harmless.</summary>
    public void Clear(int lane)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)lane, (uint)Capacity, nameof(lane));
        for (int i = 0; i < Program.Inputs; i++)
            _rows[(nint)(1 + i) * Capacity + lane] = 0;
        for (int i = Program.Rows - Program.Outputs; i < Program.Rows; i++)
            _rows[(nint)i * Capacity + lane] = 0;
        for (int i = 0; i < (IsShared ? 1 : Program.LiveConnections); i++)
            _weights[(nint)i * Capacity + lane] = 0;
    }

    /// <summary>Computes the outputs of the first lanes.</summary>
    /// <param name="lanes">How many; those up to the next multiple of eight are computed as well.</param>
    public void Run(int lanes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)lanes, (uint)Capacity, nameof(lanes));
        int width = (lanes + Multiple - 1) / Multiple * Multiple;
        Kernels.NeuronRollout.Run(Program, _rows, _weights, Capacity, width, IsShared);
        GC.KeepAlive(_memory);
    }
}
