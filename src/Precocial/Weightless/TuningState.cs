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
/// <param name="Starts">How often it started again.</param>
/// <param name="Refinements">How often it went on from the best; 0 while it explores.</param>
/// <param name="Own">The best of the start or refinement that goes on; null before its first look.</param>
/// <param name="Waited">Looks since that last changed.</param>
internal sealed record TuningState(
    IReadOnlyList<WannFact> Facts, TimeSpan Elapsed, double SharedWeight, byte[] Optimizer, double[] Best,
    double BestValue, int Evaluations = 0, int Starts = 0, int Refinements = 0, double? Own = null, int Waited = 0)
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

    /// <summary>After a look at some weights.</summary>
    public TuningState Seen(double[] weights, double value)
    {
        bool better = !(value <= Own);
        TuningState seen = this with { Own = better ? value : Own, Waited = better ? 0 : Waited + 1 };
        return value > BestValue ? seen with { Best = weights, BestValue = value } : seen;
    }

    /// <summary>When it starts again.</summary>
    public TuningState NextStart() => this with { Starts = Starts + 1, Own = null, Waited = 0 };

    /// <summary>When it goes on from the best.</summary>
    public TuningState NextRefinement() => this with { Refinements = Refinements + 1, Own = BestValue, Waited = 0 };

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
