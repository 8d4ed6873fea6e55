
namespace Precocial.Tensors;

/// <summary>Where operations run: it owns what they compute, and records them so that gradients can be taken.</summary>
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
/// </remarks>
public sealed class Tape : IDisposable
{
    private readonly List<Record> _records = [];

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

    /// <summary>Puts a free-standing tensor on this tape, without a copy.</summary>
    public Tensor Input(Tensor tensor) =>
        new(tensor.Shape, tensor.Buffer, this, requiresGradient: false);

    /// <summary>A computed tensor with unset elements: where an operation writes its result.</summary>
    internal Tensor Allocate(Shape shape, bool requiresGradient) =>
        new(shape, Memory.NativeBuffer.Allocate(shape.Count), this, requiresGradient);

    /// <summary>Remembers an operation, so that <see cref="Backward(Tensor)"/> can walk it.</summary>
    internal void Add(Record record) => _records.Add(record);

    /// <summary>Adds the gradient of a scalar to <see cref="Tensor.Gradient"/> of every free-standing tensor that
    /// requires one and that the scalar depends on.</summary>
    /// <param name="loss">A tensor with one element, computed on this tape.</param>
    public void Backward(Tensor loss) => throw new NotImplementedException();

    /// <summary>Forgets everything computed and returns its memory to the pool.</summary>
    public void Reset() => _records.Clear();

    /// <inheritdoc/>
    public void Dispose() => Reset();
}
