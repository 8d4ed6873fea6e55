using Precocial.Tensors.Memory;

namespace Precocial.Tensors;

/// <summary>A dense float32 array with a shape: row-major, contiguous, 64-byte aligned, in native memory.</summary>
/// <remarks>
/// Two kinds. A <i>free-standing</i> tensor (from <see cref="Zeros"/> or <see cref="From"/>) owns its memory until it is
/// collected: data, parameters, results. A <i>computed</i> tensor belongs to the <see cref="Tape"/> that it was computed
/// on, and its memory goes back to the tape's pool at <see cref="Tape.Reset"/>: copy with <see cref="ToArray"/> or
/// <see cref="Detach"/> what must outlive it. Operations are extension methods (<c>x.MatMul(w).Relu()</c>) and run on the
/// tape of their operands.
/// </remarks>
public sealed unsafe class Tensor
{
    private readonly NativeBuffer _buffer;

    internal Tensor(Shape shape, NativeBuffer buffer, Tape? tape, bool requiresGradient)
    {
        Shape = shape;
        _buffer = buffer;
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

    /// <summary>The gradient that backward passes have added up here: shape of this tensor. Null before the first one.
    /// Kept for free-standing tensors that require a gradient; cleared by <see cref="ClearGradient"/>.</summary>
    public Tensor? Gradient { get; internal set; }

    /// <summary>The elements, row-major.</summary>
    public Span<float> Span => new(Pointer, Count);

    internal float* Pointer => _buffer.Pointer;

    internal NativeBuffer Buffer => _buffer;

    /// <summary>A free-standing tensor of zeros.</summary>
    public static Tensor Zeros(Shape shape, bool requiresGradient = false)
    {
        var tensor = new Tensor(shape, NativeBuffer.Allocate(shape.Count), tape: null, requiresGradient);
        tensor.Span.Clear();
        return tensor;
    }

    /// <summary>A free-standing tensor with a copy of the values.</summary>
    /// <exception cref="ShapeException">The number of values is not the shape's.</exception>
    public static Tensor From(ReadOnlySpan<float> values, Shape shape, bool requiresGradient = false)
    {
        if (values.Length != shape.Count)
            throw new ShapeException($"{values.Length} values cannot fill the shape {shape}, which has {shape.Count}.");
        var tensor = new Tensor(shape, NativeBuffer.Allocate(shape.Count), tape: null, requiresGradient);
        values.CopyTo(tensor.Span);
        return tensor;
    }

    /// <summary>A free-standing copy that requires no gradient.</summary>
    public Tensor Detach() => From(Span, Shape);

    /// <summary>The elements, copied to a managed array, row-major.</summary>
    public float[] ToArray() => Span.ToArray();

    /// <summary>Forgets <see cref="Gradient"/>, so that the next backward pass starts from zero.</summary>
    public void ClearGradient() => Gradient = null;
}
