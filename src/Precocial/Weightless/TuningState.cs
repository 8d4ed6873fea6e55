using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Precocial.Formats;
using Precocial.Search;
using Precocial.Tensors;

namespace Precocial;

/// <summary>A tuning on its way, as one JSON file.</summary>
internal sealed record TuningState(
    IReadOnlyList<WannFact> Facts, TimeSpan Elapsed, double SharedWeight, byte[] Optimizer, double[] Best,
    double BestValue)
{
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <exception cref="FileFormatException">The bytes are something else.</exception>
    public static TuningState FromBytes(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<TuningState>(bytes) is { Facts: not null, Optimizer: not null, Best: not null } state
                ? state
                : throw new JsonException("it is empty.");
        }
        catch (JsonException e)
        {
            throw new FileFormatException(
                $"The file is no state of a tuning: {e.Message} Choose another output, or delete it.", e);
        }
    }

    /// <summary>With other weights, if they are better.</summary>
    public TuningState Better(double[] weights, double value) =>
        value > BestValue ? this with { Best = weights, BestValue = value } : this;

    /// <exception cref="SearchException">The state is of another tuning.</exception>
    public void Check(IReadOnlyList<WannFact> asked) => WannState.CheckFacts("The tuning to go on with", Facts, asked);

    /// <summary>What tells a wiring from others.</summary>
    public static string HashOf(NeuronWiring wiring)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(wiring.Sources.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(wiring.Targets.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(wiring.Functions.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
