using System.Numerics;
using System.Runtime.CompilerServices;

namespace Precocial.Tensors;

/// <summary>A splittable pseudo-random generator: xoshiro256** seeded by SplitMix64.</summary>
/// <remarks>
/// The one source of randomness. The same seed gives the same numbers on every machine.
/// <see cref="Split(ulong)"/> derives an independent stream from the seed and a number alone, whatever was
/// drawn before: trial i's stream is
/// <c>rng.Split(i)</c>. Not thread-safe; not for cryptography.
/// Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2018; Steele et al., "Fast
/// splittable pseudorandom number generators", OOPSLA 2014.
/// </remarks>
public sealed class Rng
{
    private readonly ulong _seed;
    private ulong _s0, _s1, _s2, _s3;
    private double _spareNormal = double.NaN;

    /// <summary>A generator for a seed.</summary>
    public Rng(ulong seed)
    {
        _seed = seed;
        ulong state = seed;
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    /// <summary>An independent stream that depends on this generator's seed and <paramref name="stream"/>
    /// alone.</summary>
    public Rng Split(ulong stream)
    {
        ulong state = _seed ^ 0x6A09E667F3BCC909UL;
        ulong a = SplitMix(ref state);
        state = a ^ (stream + 0x9E3779B97F4A7C15UL);
        return new Rng(SplitMix(ref state) ^ BitOperations.RotateLeft(a, 23));
    }

    /// <summary>An independent stream that depends on this generator's seed and a name alone.</summary>
    public Rng Split(string name)
    {
        // FNV-1a: string.GetHashCode differs between processes.
        ulong hash = 14695981039346656037UL;
        foreach (char c in name)
            hash = (hash ^ c) * 1099511628211UL;
        return Split(hash);
    }

    /// <summary>64 uniform bits.</summary>
    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A uniform number in [0, 1), with 53 bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniform number in [0, 1), with 24 bits.</summary>
    public float NextSingle() => (NextUInt64() >> 40) * (1.0f / (1U << 24));

    /// <summary>A uniform integer in [0, <paramref name="exclusiveMax"/>), without bias.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="exclusiveMax"/> is not
    /// positive.</exception>
    public int Next(int exclusiveMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMax);
        // Lemire's multiply-and-reject.
        ulong bound = (ulong)exclusiveMax;
        ulong product = (NextUInt64() >> 32) * bound;
        if ((uint)product < bound)
        {
            uint threshold = (uint)((1UL << 32) % bound);
            while ((uint)product < threshold)
                product = (NextUInt64() >> 32) * bound;
        }
        return (int)(product >> 32);
    }

    /// <summary>A standard normal number (mean 0, variance 1).</summary>
    public double NextNormal()
    {
        if (!double.IsNaN(_spareNormal))
        {
            double spare = _spareNormal;
            _spareNormal = double.NaN;
            return spare;
        }
        // Marsaglia's polar method.
        while (true)
        {
            double u = 2 * NextDouble() - 1, v = 2 * NextDouble() - 1, s = u * u + v * v;
            if (s is >= 1 or 0)
                continue;
            double scale = Math.Sqrt(-2 * Math.Log(s) / s);
            _spareNormal = v * scale;
            return u * scale;
        }
    }

    /// <summary>True with probability <paramref name="p"/>.</summary>
    public bool NextBool(double p = 0.5) => NextDouble() < p;

    /// <summary>Shuffles in place: every order is equally likely (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong SplitMix(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
