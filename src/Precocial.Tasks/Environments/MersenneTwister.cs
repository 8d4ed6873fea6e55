namespace Precocial.Tasks;

/// <summary>MT19937, the generator of Python, numpy and gym: 32-bit words, period 2^19937 - 1.</summary>
/// <remarks>For reproducing published environments word for word; everything else draws from
/// <c>Rng</c>. 2.5 kB of state; not thread-safe. Source: Matsumoto and Nishimura, ACM TOMACS 8 (1998), and
/// their mt19937ar.c of 2002.</remarks>
public sealed class MersenneTwister
{
    private const int Length = 624;
    private const int Shift = 397;
    private readonly uint[] _state = new uint[Length];
    private int _next = Length;

    /// <summary>Seeds as <c>init_genrand</c> does (numpy's <c>seed(int)</c>).</summary>
    /// <param name="seed">Any 32-bit word.</param>
    public MersenneTwister(uint seed) => Fill(seed);

    /// <summary>Seeds as <c>init_by_array</c> does (numpy's <c>seed(array)</c>, gym's seeding).</summary>
    /// <param name="key">At least one word.</param>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    public MersenneTwister(ReadOnlySpan<uint> key)
    {
        if (key.IsEmpty)
            throw new ArgumentException("MersenneTwister: a key needs at least one word, but it has none.");
        Fill(19650218u);
        Mix(key);
    }

    /// <summary>The next word, uniform over all 2^32.</summary>
    public uint NextUInt32()
    {
        if (_next == Length)
            Refill();
        uint y = _state[_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680u;
        y ^= (y << 15) & 0xefc60000u;
        return y ^ (y >> 18);
    }

    /// <summary>Uniform in [0, 1) with 53 random bits, from two words (<c>genrand_res53</c>).</summary>
    public double NextDouble()
    {
        uint high = NextUInt32() >> 5, low = NextUInt32() >> 6;
        return ((high * 67108864.0) + low) / 9007199254740992.0;
    }

    private void Fill(uint seed)
    {
        _state[0] = seed;
        for (int i = 1; i < Length; i++)
            _state[i] = (1812433253u * (_state[i - 1] ^ (_state[i - 1] >> 30))) + (uint)i;
    }

    private void Mix(ReadOnlySpan<uint> key)
    {
        int i = 1, j = 0;
        for (int round = Math.Max(Length, key.Length); round > 0; round--)
        {
            _state[i] = (_state[i] ^ (Scramble(i) * 1664525u)) + key[j] + (uint)j;
            i = Advance(i);
            j = (j + 1) % key.Length;
        }

        for (int round = Length - 1; round > 0; round--)
        {
            _state[i] = (_state[i] ^ (Scramble(i) * 1566083941u)) - (uint)i;
            i = Advance(i);
        }

        _state[0] = 0x80000000u;
    }

    private uint Scramble(int i) => _state[i - 1] ^ (_state[i - 1] >> 30);

    private int Advance(int i)
    {
        if (i < Length - 1)
            return i + 1;
        _state[0] = _state[Length - 1];
        return 1;
    }

    private void Refill()
    {
        for (int i = 0; i < Length; i++)
        {
            uint y = (_state[i] & 0x80000000u) | (_state[(i + 1) % Length] & 0x7fffffffu);
            _state[i] = _state[(i + Shift) % Length] ^ (y >> 1) ^ ((y & 1) * 0x9908b0dfu);
        }

        _next = 0;
    }
}
