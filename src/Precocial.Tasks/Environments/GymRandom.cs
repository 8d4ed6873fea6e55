using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Precocial.Tasks;

/// <summary>The random stream of gym before 0.22 (<c>np_random</c>): an MT19937 keyed by a hash.</summary>
/// <remarks>The key is the first 8 bytes of SHA-512 of the seed's decimal text, as two little-endian words.
/// One stream an episode; not thread-safe.</remarks>
public sealed class GymRandom
{
    private readonly MersenneTwister _words;

    /// <summary>The stream that gym gives for a seed.</summary>
    /// <param name="seed">Not negative, as gym demands.</param>
    /// <exception cref="ArgumentOutOfRangeException">The seed is negative.</exception>
    public GymRandom(int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seed);
        ulong hash = Hash(seed);
        Span<uint> key = [(uint)hash, (uint)(hash >> 32)];
        _words = new MersenneTwister(key[1] == 0 ? key[..1] : key);
    }

    /// <summary>The next word, uniform over all 2^32.</summary>
    public uint NextUInt32() => _words.NextUInt32();

    /// <summary>Uniform in [low, high), from one 53-bit draw (numpy's <c>uniform</c>).</summary>
    public double Uniform(double low, double high) => low + ((high - low) * _words.NextDouble());

    /// <summary>Uniform integer in [low, high): masked rejection on words (numpy's <c>randint</c>).</summary>
    /// <param name="low">Smallest result.</param>
    /// <param name="high">One above the largest result; above <paramref name="low"/>.</param>
    /// <remarks>A range of one value draws nothing, as in numpy.</remarks>
    public int Integer(int low, int high)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(low, high);
        uint range = (uint)(high - low - 1);
        if (range == 0)
            return low;
        uint mask = uint.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(range);
        uint draw;
        do
            draw = NextUInt32() & mask;
        while (draw > range);
        return low + (int)draw;
    }

    private static ulong Hash(int seed)
    {
        byte[] text = Encoding.ASCII.GetBytes(seed.ToString(CultureInfo.InvariantCulture));
        return BinaryPrimitives.ReadUInt64LittleEndian(SHA512.HashData(text));
    }
}
