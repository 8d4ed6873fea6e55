using System.Runtime.InteropServices;

namespace Precocial.Formats.Onnx;

/// <summary>A tensor whose elements are known while importing: an initializer, or what was computed from
/// some.</summary>
/// <remarks>Elements of floating-point types are float32; all others, truth values included, are int64.</remarks>
internal sealed class OnnxConstant : OnnxValue
{
    private readonly ReadOnlyMemory<byte> _raw;
    private float[]? _floats;

    private OnnxConstant(int[] dims, float[]? floats, long[]? integers)
    {
        Dims = dims;
        Count = checked(dims.Aggregate(1, (product, size) => checked(product * size)));
        _floats = floats;
        Integers = integers ?? [];
        IsFloat = integers is null;
    }

    private OnnxConstant(int[] dims, ReadOnlyMemory<byte> raw)
        : this(dims, floats: null, integers: null) => _raw = raw;

    public int[] Dims { get; }

    public int Count { get; }

    public bool IsFloat { get; }

    /// <summary>The elements, where they are whole numbers.</summary>
    public long[] Integers { get; }

    /// <summary>The elements, where they are floats.</summary>
    public ReadOnlySpan<float> Floats => TransposedOf is { } matrix && _floats is null
        ? _floats = Transpose(matrix)
        : _floats is null ? MemoryMarshal.Cast<byte, float>(_raw.Span) : _floats;

    /// <summary>The initializer whose elements these are, in its order: null where they were computed.</summary>
    public OnnxName? Origin { get; init; }

    /// <summary>Whether an initializer went into it: a parameter, as far as a file tells.</summary>
    public bool IsLearned { get; private set; }

    /// <summary>The matrix whose transpose this is.</summary>
    public OnnxConstant? TransposedOf { get; private init; }

    public static OnnxConstant Of(int[] dims, float[] values) => new(dims, values, null);

    public static OnnxConstant Of(int[] dims, long[] values) => new(dims, null, values);

    public static OnnxConstant Of(long[] values) => new([values.Length], null, values);

    public static OnnxConstant Scalar(long value) => new([], null, [value]);

    /// <summary>Little-endian float32.</summary>
    public static OnnxConstant OfRaw(int[] dims, ReadOnlyMemory<byte> raw, OnnxName? origin) =>
        new(dims, raw) { Origin = origin };

    /// <summary>The same elements in another shape.</summary>
    public OnnxConstant Reshaped(int[] dims) =>
        !IsFloat ? new(dims, null, Integers) : dims.AsSpan().SequenceEqual(Dims) ? this : WithData(dims, Origin);

    /// <summary>Marks it as a parameter.</summary>
    public OnnxConstant AsLearned()
    {
        IsLearned = IsFloat;
        return this;
    }

    /// <summary>The same elements under another name.</summary>
    public OnnxConstant Named(OnnxName origin) => WithData(Dims, origin);

    /// <summary>The transpose of a matrix, computed when it is asked for.</summary>
    public OnnxConstant Transposed() => TransposedOf ?? new(
        [Dims[1], Dims[0]], floats: null, integers: null)
    {
        TransposedOf = this,
        IsLearned = IsLearned,
    };

    private OnnxConstant WithData(int[] dims, OnnxName? origin) => TransposedOf is not null
        ? new(dims, Floats.ToArray(), null) { IsLearned = IsLearned }
        : _floats is null ? new(dims, _raw) { Origin = origin, IsLearned = IsLearned }
        : new(dims, _floats, null) { Origin = origin, IsLearned = IsLearned };

    private static float[] Transpose(OnnxConstant matrix)
    {
        float[] transposed = new float[matrix.Count];
        WeightTransposition.Run(matrix.Floats, matrix.Dims[0], matrix.Dims[1], transposed);
        return transposed;
    }
}
