using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>One decision of a sequence, as a policy sees it.</summary>
/// <remarks>An <i>anchor</i> is something that was decided as a whole and that later decisions may point at:
/// a layer, a block of a cell. Anchors are numbered in the order in which they are left.</remarks>
/// <param name="Name">Its place: unique in the sequence.</param>
/// <param name="Head">Its kind: decisions with the same head have the same options, and a recurrent policy
/// decides them with the same weights.</param>
/// <param name="Options">How many options there are; at least 1.</param>
public sealed record SequentialDecision(string Name, string Head, int Options)
{
    /// <summary>What is chosen among.</summary>
    public SequentialChoice Choice { get; init; }

    /// <summary>The anchors that are asked about: for a pointer one for each option, for a skip bit
    /// one.</summary>
    public ImmutableArray<int> Anchors { get; init; } = [];

    /// <summary>How many anchors are left before this decision for what nobody decides: the two inputs of a
    /// cell.</summary>
    public int Opens { get; init; }

    /// <summary>Whether this decision completes something that leaves an anchor.</summary>
    public bool LeavesAnchor { get; init; }

    /// <summary>A choice of one among anchors.</summary>
    public static SequentialDecision Pointer(string name, ReadOnlySpan<int> anchors) =>
        new(name, "pointer", anchors.Length) { Choice = SequentialChoice.Pointer, Anchors = [.. anchors] };

    /// <summary>A bit about one anchor: 1 connects to it.</summary>
    public static SequentialDecision Skip(string name, int anchor) =>
        new(name, "skip", 2) { Choice = SequentialChoice.Skip, Anchors = [anchor] };
}

/// <summary>What a <see cref="SequentialDecision"/> chooses among.</summary>
public enum SequentialChoice
{
    /// <summary>Among options that have no order and no place.</summary>
    Option,

    /// <summary>One of several anchors.</summary>
    Pointer,

    /// <summary>Whether to connect to one anchor. Consecutive ones are decided from the same state.</summary>
    Skip,
}
