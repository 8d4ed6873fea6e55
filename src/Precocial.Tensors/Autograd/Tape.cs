using System.Runtime.CompilerServices;
using Precocial.Tensors.Memory;

namespace Precocial.Tensors;

/// <summary>Where operations run: it owns what they compute, and records them so that gradients can be
/// taken.</summary>
/// <remarks>
/// One tape per thread of work: a tape is not thread-safe, and tapes share nothing. One training step:
/// <code>
/// var x = tape.Input(batch);              // any tensor that is to be computed with
/// var loss = network.Forward(x).CrossEntropy(labels);
/// tape.Backward(loss);                    // adds to Gradient of every parameter that loss depends on
/// optimizer.Step();
/// tape.Reset();                           // the memory of everything computed goes back to the pool
/// </code>
/// A tape built with <c>recording: false</c> computes and does not record: evaluation and prediction.
/// Whatever was computed stays readable until <see cref="Reset"/>, after <see cref="Backward(Tensor)"/> too.
/// </remarks>
public sealed unsafe partial class Tape : IDisposable
{
    private readonly BlockPool _pool = new();
    private (nint Block, int Count)[] _blocks = new (nint, int)[64];
    private int _blockCount;
    private Operation[] _operations = new Operation[64];
    private int _operationCount;

    /// <summary>A tape.</summary>
    /// <param name="recording">Whether gradients will be wanted.</param>
    /// <param name="workers">The threads that large operations spread over; null for this thread alone.
    /// Results are the same bytes for any number.</param>
    public Tape(bool recording = true, WorkerPool? workers = null)
    {
        Recording = recording;
        Workers = workers ?? WorkerPool.None;
    }

    /// <summary>Whether operations are recorded.</summary>
    public bool Recording { get; }

    /// <summary>The threads that large operations spread over.</summary>
    public WorkerPool Workers { get; }

    /// <summary>Native memory that the tape holds, in use or kept for reuse, in bytes.</summary>
    public long Bytes => _pool.Bytes;

    /// <summary>Grows at each reset: how a tensor of before is known.</summary>
    internal int Generation { get; private set; }

    /// <summary>What was recorded since the reset, in order.</summary>
    internal ReadOnlySpan<Operation> Operations => _operations.AsSpan(0, _operationCount);

    /// <summary>Puts a free-standing tensor on this tape, without a copy.</summary>
    /// <remarks>If it requires a gradient, <see cref="Backward(Tensor)"/> adds to its own
    /// <see cref="Tensor.Gradient"/>.</remarks>
    /// <exception cref="ArgumentException">The tensor was computed on a tape.</exception>
    public Tensor Input(Tensor tensor)
    {
        if (tensor.Tape is not null)
        {
            throw new ArgumentException("Input: the tensor was computed on a tape, and can be computed with "
                + "there. Take a copy with Detach for another tape.", nameof(tensor));
        }
        return new(tensor.Shape, tensor.Pointer, this, tensor.RequiresGradient && Recording, source: tensor);
    }

    /// <summary>Forgets everything computed and returns its memory to the pool.</summary>
    public void Reset()
    {
        for (int i = 0; i < _blockCount; i++)
            _pool.Return((float*)_blocks[i].Block, _blocks[i].Count);
        _blockCount = 0;
        Array.Clear(_operations, 0, _operationCount);
        _operationCount = 0;
        Generation++;
    }

    /// <summary>Frees the tape's memory: what was computed on it cannot be read any more.</summary>
    public void Dispose()
    {
        Reset();
        _pool.Free();
    }

    /// <summary>The tape of an operation's operand.</summary>
    /// <exception cref="InvalidOperationException">It has none, or the tape was reset since.</exception>
    internal static Tape Of(Tensor x, [CallerMemberName] string operation = "")
    {
        var tape = x.Tape ?? throw NoTape(operation);
        if (x.IsStale)
            x.ThrowIfStale();
        return tape;
    }

    /// <summary>The tape of an operation's operands, of which some may be free-standing.</summary>
    internal static Tape Of(Tensor x, Tensor? y, [CallerMemberName] string operation = "")
    {
        var tape = x.Tape ?? y?.Tape ?? throw NoTape(operation);
        Check(tape, x, operation);
        if (y is not null)
            Check(tape, y, operation);
        return tape;
    }

    /// <summary>Checks a further operand: on this tape and not from before its reset, or
    /// free-standing.</summary>
    internal static void Check(Tape tape, Tensor x, [CallerMemberName] string operation = "")
    {
        if (x.Tape is null)
            return;
        if (x.Tape != tape)
        {
            throw new InvalidOperationException($"{operation}: the operands were computed on two tapes. "
                + "Compute on one, or bring a copy over with tape.Input(x.Detach()).");
        }
        if (x.IsStale)
            x.ThrowIfStale();
    }

    /// <summary>A computed tensor with unset elements: where an operation writes its result.</summary>
    internal Tensor Allocate(in Shape shape, bool requiresGradient) =>
        new(shape, AllocateBlock(shape.Count), this, requiresGradient && Recording);

    /// <summary>A tensor with another shape over the elements of one on this tape.</summary>
    internal Tensor View(Tensor x, in Shape shape) =>
        new(shape, x.Pointer, this, x.RequiresGradient && Recording);

    /// <summary>Memory that lasts until the reset: what an operation saves for its gradient.</summary>
    internal float* AllocateBlock(int count)
    {
        float* block = _pool.Rent(count);
        if (_blockCount == _blocks.Length)
            Array.Resize(ref _blocks, 2 * _blockCount);
        _blocks[_blockCount++] = ((nint)block, count);
        return block;
    }

    /// <summary>Memory for use within one operation: give it back with <see cref="Return"/>.</summary>
    internal float* Rent(int count) => _pool.Rent(count);

    internal void Return(float* block, int count) => _pool.Return(block, count);

    /// <summary>Remembers how <paramref name="output"/> was computed, if a gradient can be wanted.</summary>
    internal Tensor Record(Operation operation, Tensor output)
    {
        if (output.RequiresGradient)
        {
            operation.Output = output;
            if (_operationCount == _operations.Length)
                Array.Resize(ref _operations, 2 * _operationCount);
            _operations[_operationCount++] = operation;
        }
        // Whether recorded or not, the operation holds its inputs, and so their memory, until the kernel has
        // run.
        GC.KeepAlive(operation);
        return output;
    }

    private static InvalidOperationException NoTape(string operation) =>
        new($"{operation}: no operand is on a tape, so there is none to compute on. "
            + "Put one there first: tape.Input(x).");
}
