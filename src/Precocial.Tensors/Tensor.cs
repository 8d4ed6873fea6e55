using Precocial.Tensors.Memory;

namespace Precocial.Tensors;

/// <summary>A dense float32 array with a shape: row-major, contiguous, 64-byte aligned, in native
/// memory.</summary>
/// <remarks>
/// Two kinds. A <i>free-standing</i> tensor (from <see cref="Zeros"/> or <see cref="From"/>) owns its memory
/// until it is collected: data, parameters, results. A <i>computed</i> tensor belongs to the
/// <see cref="Tape"/> that it was computed on, and its memory goes back to the tape's pool at
/// <see cref="Tape.Reset"/>: copy with <see cref="ToArray"/> or <see cref="Detach"/> what must outlive it.
/// Operations are extension methods (<c>x.MatMul(w).Relu()</c>) and run on the tape of their operands.
/// </remarks>
public sealed unsafe partial class Tensor
{
    // A free-standing tensor: the memory it owns. One that Tape.Input made: the tensor whose memory it shows.
    private readonly object? _owner;
    private readonly float* _pointer;
    private readonly int _generation;
    private Tensor? _gradient;
    private bool _hasGradient;

    internal Tensor(Shape shape, NativeBuffer buffer, bool requiresGradient)
        : this(shape, buffer, buffer.Pointer, requiresGradient) { }

    /// <summary>A free-standing tensor in a part of a buffer.</summary>
    internal Tensor(Shape shape, NativeBuffer buffer, float* pointer, bool requiresGradient)
    {
        Shape = shape;
        _owner = buffer;
        _pointer = pointer;
        RequiresGradient = requiresGradient;
    }

    internal Tensor(Shape shape, float* pointer, Tape tape, bool requiresGradient, Tensor? source = null)
    {
        Shape = shape;
        _owner = source;
        _pointer = pointer;
        _generation = tape.Generation;
        Tape = tape;
        RequiresGradient = requiresGradient;
    }

    /// <summary>The sizes of the axes.</summary>
    public Shape Shape { get; }

    /// <summary>The number of elements.</summary>
    public int Count => Shape.Count;

    /// <summary>The tape that computed this tensor; null for a free-standing one.</summary>
    public Tape? Tape { get; }

    /// <summary>Whether <see cref="Tape.Backward(Tensor)"/> computes a gradient for this tensor.</summary>
    public bool RequiresGradient { get; }

    /// <summary>The gradient that backward passes have added up here: shape of this tensor. Null before the
    /// first one. Kept for free-standing tensors that require a gradient; cleared by
    /// <see cref="ClearGradient"/>.</summary>
    public Tensor? Gradient => _hasGradient ? _gradient : null;

    /// <summary>The elements, row-major.</summary>
    /// <exception cref="InvalidOperationException">The tape was reset since this tensor was
    /// computed.</exception>
    public Span<float> Span
    {
        get
        {
            ThrowIfStale();
            return new(_pointer, Count);
        }
    }

    /// <summary>Unchecked: an operation checks its operands once, when it asks for their tape.</summary>
    internal float* Pointer => _pointer;

    /// <summary>While a backward pass runs: the gradient of a computed tensor, null before the first
    /// contribution.</summary>
    internal float* SweepGradient { get; set; }

    /// <summary>The free-standing tensor whose <see cref="Gradient"/> receives this one's; null for a
    /// result.</summary>
    internal Tensor? Leaf => Tape is null ? this : _owner as Tensor;

    internal bool IsStale => Tape is not null && Tape.Generation != _generation;

    /// <summary>A free-standing tensor of zeros.</summary>
    public static Tensor Zeros(Shape shape, bool requiresGradient = false)
    {
        var tensor = Unset(shape, requiresGradient);
        tensor.Span.Clear();
        return tensor;
    }

    /// <summary>A free-standing tensor filled with one value.</summary>
    public static Tensor Full(Shape shape, float value, bool requiresGradient = false)
    {
        var tensor = Unset(shape, requiresGradient);
        tensor.Span.Fill(value);
        return tensor;
    }

    /// <summary>A free-standing tensor with a copy of the values.</summary>
    /// <exception cref="ShapeException">The number of values is not the shape's.</exception>
    public static Tensor From(ReadOnlySpan<float> values, Shape shape, bool requiresGradient = false)
    {
        if (values.Length != shape.Count)
            throw new ShapeException($"{values.Length} values cannot fill the shape {shape}, which has "
                + $"{shape.Count}.");
        var tensor = Unset(shape, requiresGradient);
        values.CopyTo(tensor.Span);
        return tensor;
    }

    /// <summary>A free-standing copy that requires no gradient.</summary>
    public Tensor Detach()
    {
        var copy = From(Span, Shape);
        // A span does not hold its memory's owner, which could be collected in the middle of the copy.
        GC.KeepAlive(this);
        return copy;
    }

    /// <summary>A free-standing tensor over the same memory, with a gradient of its own: for several tapes
    /// that compute with one set of weights at once.</summary>
    /// <exception cref="InvalidOperationException">This tensor was computed on a tape.</exception>
    public Tensor Share(bool requiresGradient = false) => _owner is NativeBuffer buffer
        ? new Tensor(Shape, buffer, _pointer, requiresGradient)
        : throw new InvalidOperationException("Share: only a free-standing tensor can be shared. Take a "
            + "copy with Detach.");

    /// <summary>The elements, copied to a managed array, row-major.</summary>
    public float[] ToArray()
    {
        float[] copy = Span.ToArray();
        GC.KeepAlive(this);
        return copy;
    }

    /// <summary>Forgets <see cref="Gradient"/>, so that the next backward pass starts from zero. Its memory
    /// is kept.</summary>
    public void ClearGradient() => _hasGradient = false;

    /// <summary>Where a backward pass adds this free-standing tensor's gradient.</summary>
    internal GradientTarget LeafGradient()
    {
        _gradient ??= Unset(Shape, requiresGradient: false);
        bool accumulate = _hasGradient;
        _hasGradient = true;
        return new GradientTarget(_gradient._pointer, accumulate);
    }

    internal void ThrowIfStale()
    {
        if (IsStale)
        {
            throw new InvalidOperationException($"A tensor of shape {Shape} was used after its tape was "
                + "reset, which took its memory back. Read it before Tape.Reset, or keep a copy with "
                + "Detach.");
        }
    }

    private static Tensor Unset(Shape shape, bool requiresGradient) =>
        new(shape, NativeBuffer.Allocate(shape.Count), requiresGradient);
}
