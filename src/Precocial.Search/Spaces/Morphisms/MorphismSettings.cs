using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>Which steps a <see cref="MorphismSpace"/> takes. Defaults: those of NASH, with the new channels
/// of a wider layer zeroed.</summary>
public sealed record MorphismSettings
{
    /// <summary>The kinds of edit, each as likely. NASH has no larger kernels.</summary>
    public ImmutableArray<MorphismKind> Kinds { get; init; } =
        [MorphismKind.Deeper, MorphismKind.Wider, MorphismKind.SkipByAdd, MorphismKind.SkipByConcat];

    /// <summary>The most edits between a member and its child; NASH's n_NM is 5. Each child has as many as
    /// apply.</summary>
    public int EditsPerChild { get; init; } = 1;

    /// <summary>The most edits of a random member.</summary>
    public int SampledEdits { get; init; } = 5;

    /// <summary>By what a layer is widened.</summary>
    public int Widening { get; init; } = 2;

    /// <summary>What new channels are. Not copies by default, unlike in the papers: exact copies learn nearly
    /// the same, and drawn anew a child learns faster.</summary>
    public Architectures.Replicas Replicas { get; init; } = Architectures.Replicas.Fresh;

    /// <summary>The most channels or features of a layer.</summary>
    public int MaxWidth { get; init; } = 512;

    /// <summary>The largest kernel.</summary>
    public int MaxKernel { get; init; } = 5;

    /// <summary>What a member may cost: an edit that would break it is not taken.</summary>
    public Limits Limits { get; init; } = Limits.None;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{string.Join(", ", Kinds).ToLowerInvariant()}; {EditsPerChild} a child, to {SampledEdits} at random; "
        + $"width times {Widening} {Replicas.ToString().ToLowerInvariant()}, to {MaxWidth}; kernels to {MaxKernel}; {Limits}";
}

/// <summary>A kind of edit.</summary>
public enum MorphismKind
{
    /// <summary><see cref="Architectures.Net2Deeper"/>.</summary>
    Deeper,

    /// <summary><see cref="Architectures.Net2Wider"/>.</summary>
    Wider,

    /// <summary><see cref="Architectures.SkipByAdd"/>.</summary>
    SkipByAdd,

    /// <summary><see cref="Architectures.SkipByConcat"/>.</summary>
    SkipByConcat,

    /// <summary><see cref="Architectures.GrowKernel"/>.</summary>
    LargerKernel,
}
