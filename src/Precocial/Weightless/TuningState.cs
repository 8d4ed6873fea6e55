using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Precocial.Formats;
using Precocial.Search;
using Precocial.Tensors;

namespace Precocial;

/// <summary>A tuning on its way, as one JSON file.</summary>
/// <param name="Facts">What results depend on.</param>
/// <param name="Elapsed">The time that all runs took together.</param>
/// <param name="SharedWeight">Where it began.</param>
/// <param name="Optimizer">The optimizer's own state.</param>
/// <param name="Best">The best weights so far.</param>
/// <param name="BestValue">What they reached.</param>
/// <param name="Evaluations">Weight vectors judged.</param>
/// <param name="Restarts">How often it began again from the best.</param>
/// <param name="Waited">Looks since the best last changed.</param>
internal sealed record TuningState(
    IReadOnlyList<WannFact> Facts, TimeSpan Elapsed, double SharedWeight, byte[] Optimizer, double[] Best,
    double BestValue, int Evaluations = 0, int Restarts = 0, int Waited = 0)
{
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <exception cref="FileFormatException">The bytes are something else.</exception>
    public static TuningState FromBytes(byte[] bytes)
    {
        try
        {
            var state = JsonSerializer.Deserialize<TuningState>(bytes);
            return state is { Facts: not null, Optimizer: not null, Best: not null }
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
        value > BestValue
            ? this with { Best = weights, BestValue = value, Waited = 0 }
            : this with { Waited = Waited + 1 };

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
