using System.Runtime.CompilerServices;

namespace Precocial.Tensors;

/// <summary>The sizes of a tensor's axes, outermost first. Row-major, at most <see cref="MaxRank"/>
/// axes.</summary>
/// <remarks>A value: compare with ==, write as a collection expression: <c>Shape s = [32, 3, 8, 8];</c>.
/// The rank-0 shape <c>[]</c> is a scalar, with one element.</remarks>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public readonly struct Shape : IEquatable<Shape>
{
    /// <summary>The most axes that a shape can have.</summary>
    public const int MaxRank = 6;

    [InlineArray(MaxRank)]
    private struct Axes
    {
        private int _first;
    }

    private readonly Axes _axes;

    private Shape(ReadOnlySpan<int> axes)
    {
        Rank = axes.Length;
        long count = 1;
        for (int i = 0; i < axes.Length; i++)
        {
            _axes[i] = axes[i];
            count *= axes[i];
            if (count > int.MaxValue)
                throw new ShapeException($"A tensor holds at most {int.MaxValue} elements, but "
                    + $"[{Join(axes)}] is larger.");
        }
        Count = (int)count;
    }

    /// <summary>The number of axes, 0 to <see cref="MaxRank"/>.</summary>
    public int Rank { get; }

    /// <summary>The number of elements: the product of the axes, 1 for a scalar.</summary>
    public int Count { get; }

    /// <summary>The size of an axis; <c>^1</c> is the innermost.</summary>
    public int this[int axis] =>
        (uint)axis < (uint)Rank ? _axes[axis] : throw new ArgumentOutOfRangeException(nameof(axis));

    /// <summary>The number of axes: lets <c>shape[^1]</c> be written.</summary>
    public int Length => Rank;

    /// <summary>Builds a shape from its axes.</summary>
    /// <exception cref="ShapeException">Too many axes, a negative axis, or more than 2³¹−1
    /// elements.</exception>
    public static Shape Create(ReadOnlySpan<int> axes)
    {
        if (axes.Length > MaxRank)
            throw new ShapeException($"A shape has at most {MaxRank} axes, but [{Join(axes)}] has "
                + $"{axes.Length}.");
        foreach (int axis in axes)
        {
            if (axis < 0)
                throw new ShapeException($"Axes cannot be negative, but the shape is [{Join(axes)}].");
        }
        return new Shape(axes);
    }

    /// <summary>The axes as an array.</summary>
    public int[] ToArray()
    {
        var axes = new int[Rank];
        for (int i = 0; i < Rank; i++)
            axes[i] = _axes[i];
        return axes;
    }

    /// <summary>The shape with another innermost axis.</summary>
    internal Shape WithLast(int size)
    {
        Span<int> axes = stackalloc int[Rank];
        CopyTo(axes);
        axes[^1] = size;
        return new Shape(axes);
    }

    /// <summary>The product of the axes from <paramref name="first"/> on.</summary>
    internal int CountFrom(int first)
    {
        int count = 1;
        for (int i = first; i < Rank; i++)
            count *= _axes[i];
        return count;
    }

    internal void CopyTo(Span<int> axes)
    {
        for (int i = 0; i < Rank; i++)
            axes[i] = _axes[i];
    }

    /// <summary>Walks the axes, outermost first.</summary>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)ToArray()).GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Shape other)
    {
        if (Rank != other.Rank)
            return false;
        for (int i = 0; i < Rank; i++)
        {
            if (_axes[i] != other._axes[i])
                return false;
        }
        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rank, Count, Rank > 0 ? _axes[0] : 0);

    /// <summary>The shape as its axes in brackets: <c>[64, 784]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", ToArray())}]";

    /// <summary>Whether two shapes have the same axes.</summary>
    public static bool operator ==(Shape a, Shape b) => a.Equals(b);

    /// <summary>Whether two shapes differ in an axis.</summary>
    public static bool operator !=(Shape a, Shape b) => !a.Equals(b);

    private static string Join(ReadOnlySpan<int> axes) => string.Join(", ", axes.ToArray());
}
