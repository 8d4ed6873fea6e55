namespace Precocial.Tensors.Kernels;

/// <summary>A register of float64 lanes: what rollouts are computed in.</summary>
/// <remarks><see cref="DoubleLanes8"/> is AVX-512, <see cref="DoubleLanes4"/> AVX2 with FMA,
/// <see cref="DoubleLanes2"/> any 128-bit unit, <see cref="DoubleLane1"/> plain scalars. Every member is one
/// IEEE 754 operation (or exact), <see cref="MultiplyAdd"/> rounds once: the same bits whatever the width.
/// Masks are lanes with all bits set or none. Its twin for float32 is <see cref="ILanes{TSelf}"/>.</remarks>
internal unsafe interface IDoubleLanes<TSelf> where TSelf : struct, IDoubleLanes<TSelf>
{
    /// <summary>Whether this machine has the instructions; a constant to the JIT.</summary>
    static abstract bool IsSupported { get; }

    static abstract int Count { get; }

    static abstract TSelf Broadcast(double value);

    static abstract TSelf Load(double* source);

    void Store(double* target);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a);

    static abstract TSelf operator &(TSelf a, TSelf b);

    static abstract TSelf operator |(TSelf a, TSelf b);

    static abstract TSelf operator ^(TSelf a, TSelf b);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>The smaller; <paramref name="b"/> if either is NaN.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>The larger; <paramref name="b"/> if either is NaN.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    static abstract TSelf Abs(TSelf a);

    /// <summary>To the nearest integer, ties to even.</summary>
    static abstract TSelf Round(TSelf a);

    static abstract TSelf LessThan(TSelf a, TSelf b);

    static abstract TSelf Equal(TSelf a, TSelf b);

    /// <summary><paramref name="a"/> where the mask is set, else <paramref name="b"/>.</summary>
    static abstract TSelf Select(TSelf mask, TSelf a, TSelf b);

    /// <summary>A bit for each lane of a mask that is set, the first lane lowest.</summary>
    static abstract uint Bits(TSelf mask);

    /// <summary>2ⁿ; n an integer in [−1022, 1023].</summary>
    static abstract TSelf PowerOfTwo(TSelf n);
}
