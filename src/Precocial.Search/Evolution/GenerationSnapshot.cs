using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>A search between two generations: enough to go on as if nothing had happened.</summary>
/// <remarks>Genotypes and feedback are text, as the space and the feedback write themselves, so that no type
/// has to be known to read one. Its nearest neighbour: a study's ledger, which holds every evaluation; here
/// an evaluation takes less time than writing it down.</remarks>
/// <param name="Settings">Space, strategy, evaluator and champion settings, in words: what results depend
/// on.</param>
/// <param name="Seed">What every stream is split from.</param>
/// <param name="Completed">How many generations are done.</param>
/// <param name="Population">The last of them.</param>
/// <param name="Champions">The champion after each of the last generations, oldest first.</param>
/// <param name="Curve">All generations in numbers.</param>
/// <param name="Ahead">While there are <see cref="Heats"/>: the last generation of the best that has ended.</param>
public sealed record GenerationSnapshot(
    string Settings, ulong Seed, int Completed, ImmutableArray<SnapshotMember> Population,
    ImmutableArray<SnapshotChampion> Champions, ImmutableArray<GenerationRow> Curve,
    ImmutableArray<SnapshotMember> Ahead)
{
    /// <summary>The snapshot as bytes: equal snapshots, equal bytes.</summary>
    public byte[] ToBytes() => SnapshotFormat.Write(this);

    /// <summary>Reads what <see cref="ToBytes"/> wrote. Everything is checked: the bytes may come from
    /// anywhere.</summary>
    /// <exception cref="FormatException">Not a snapshot, one that is damaged, or one of a newer
    /// version.</exception>
    public static GenerationSnapshot FromBytes(ReadOnlySpan<byte> bytes) => SnapshotFormat.Read(bytes);
}

/// <summary>A member of a <see cref="GenerationSnapshot"/>.</summary>
/// <param name="Genotype">As the space encodes it.</param>
/// <param name="Feedback">As JSON; null when it failed.</param>
public readonly record struct SnapshotMember(string Genotype, string? Feedback);

/// <summary>A champion in a <see cref="GenerationSnapshot"/>.</summary>
/// <param name="Genotype">As the space encodes it.</param>
/// <param name="Feedback">As JSON.</param>
/// <param name="Merit">Its merit.</param>
/// <param name="Generation">When it was found.</param>
public readonly record struct SnapshotChampion(
    string Genotype, string Feedback, double Merit, int Generation);
