using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>One choice among named options in a <see cref="DecisionSpace{TGenotype}"/>.</summary>
/// <param name="Name">Unique in the space, without spaces or '='.</param>
/// <param name="Options">What can be chosen; the first is what a decision starts with when it comes into
/// play.</param>
/// <param name="Parent">The earlier decision on which this one depends; −1 for none.</param>
/// <param name="From">In play when the parent's choice is at least this index: stage 3's width when there are
/// 3 stages.</param>
public sealed record Decision(string Name, ImmutableArray<string> Options, int Parent = -1, int From = 0)
{
    /// <summary>A decision among numbers or words.</summary>
    public static Decision Among<T>(string name, ReadOnlySpan<T> options, int parent = -1, int from = 0)
        where T : notnull
    {
        var texts = ImmutableArray.CreateBuilder<string>(options.Length);
        foreach (var option in options)
            texts.Add(FormattableString.Invariant($"{option}"));
        return new(name, texts.MoveToImmutable(), parent, from);
    }
}
