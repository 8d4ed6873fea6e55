namespace Precocial.Tensors.Kernels;

/// <summary>A register of float32 lanes: what a formula needs, so that it is written once for every
/// width.</summary>
/// <remarks>
/// <see cref="Lanes16"/> is AVX-512, <see cref="Lanes8"/> AVX2 with FMA, <see cref="Lanes4"/> any 128-bit
/// unit,
/// <see cref="Lane1"/> plain scalars. The JIT specialises a kernel for each, so the wrapper costs nothing.
/// Every member
/// is one IEEE 754 operation (or exact), and <see cref="MultiplyAdd"/> rounds once on all four: a formula
/// without
/// horizontal sums gives the same bits whatever the width. Masks are lanes with all bits set or none.
/// </remarks>
internal unsafe interface ILanes<TSelf> where TSelf : struct, ILanes<TSelf>
{
    /// <summary>Whether this machine has the instructions; a constant to the JIT.</summary>
    static abstract bool IsSupported { get; }

    static abstract int Count { get; }

    static abstract TSelf Broadcast(float value);

    static abstract TSelf Load(float* source);

    /// <summary>Loads <paramref name="count"/> lanes (fewer than <see cref="Count"/>), touches no further
    /// memory;
    /// the other lanes are 0.</summary>
    static abstract TSelf LoadFirst(float* source, int count);

    /// <summary>The same with the other lanes from <paramref name="rest"/>.</summary>
    static abstract TSelf LoadFirst(float* source, int count, TSelf rest);

    void Store(float* target);

    void StoreFirst(float* target, int count);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a);

    static abstract TSelf operator &(TSelf a, TSelf b);

    static abstract TSelf operator |(TSelf a, TSelf b);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>The smaller; a NaN in <paramref name="b"/> comes through, one in <paramref name="a"/> need
    /// not.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>The larger; a NaN in <paramref name="b"/> comes through, one in <paramref name="a"/> need
    /// not.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    static abstract TSelf Sqrt(TSelf a);

    static abstract TSelf Abs(TSelf a);

    /// <summary>To the nearest integer, ties to even.</summary>
    static abstract TSelf Round(TSelf a);

    static abstract TSelf LessThan(TSelf a, TSelf b);

    static abstract TSelf LessOrEqual(TSelf a, TSelf b);

    static abstract TSelf Equal(TSelf a, TSelf b);

    /// <summary><paramref name="a"/> where the mask is set, else <paramref name="b"/>.</summary>
    static abstract TSelf Select(TSelf mask, TSelf a, TSelf b);

    /// <summary>Whether any lane of a mask is set.</summary>
    static abstract bool Any(TSelf mask);

    /// <summary>a·2ⁿ rounded once; n an integer in [−150, 130].</summary>
    static abstract TSelf ScaleByPowerOfTwo(TSelf a, TSelf n);

    /// <summary>a = mantissa·2^exponent with mantissa in [√½, √2); a positive and normal.</summary>
    static abstract TSelf Mantissa(TSelf a, out TSelf exponent);

    /// <summary>a − q·π/2, correct to a float's last bit for |a| below 2³⁰, and q modulo 4 in
    /// −2..2.</summary>
    static abstract TSelf ReduceByHalfPi(TSelf a, out TSelf quadrant);

    /// <summary>The sum of the lanes, pairwise.</summary>
    static abstract float Sum(TSelf a);

    /// <summary>The largest lane; unspecified if one is NaN.</summary>
    static abstract float Largest(TSelf a);

    /// <summary>Of the elements of a and then b, those at even places; the others in
    /// <paramref name="odd"/>.</summary>
    static abstract TSelf Deinterleave(TSelf a, TSelf b, out TSelf odd);

    /// <summary>The inverse: a0 b0 a1 b1 …, the second half of them in <paramref name="upper"/>.</summary>
    static abstract TSelf Interleave(TSelf a, TSelf b, out TSelf upper);
}
