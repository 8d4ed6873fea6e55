namespace Precocial.Search;

/// <summary>A space whose members grow block by block: what
/// <see cref="ProgressiveWidening{TGenotype,TFeedback}"/> searches.</summary>
/// <typeparam name="TGenotype">As for <see cref="ISearchSpace{TGenotype}"/>.</typeparam>
public interface IGrowingSpace<TGenotype> : ISearchSpace<TGenotype>
    where TGenotype : notnull
{
    /// <summary>B: the most blocks.</summary>
    int MostBlocks { get; }

    /// <summary>Every member with one block, in a fixed order.</summary>
    IReadOnlyList<TGenotype> Seeds { get; }

    /// <summary>How many blocks a member has, from 1.</summary>
    int BlocksOf(TGenotype genotype);

    /// <summary>Every member that is this one and a block more, in a fixed order; none at
    /// <see cref="MostBlocks"/>.</summary>
    IEnumerable<TGenotype> Grown(TGenotype genotype);

    /// <summary>A member as numbers: as many whatever its size, so that a predictor fitted to small ones
    /// reads larger ones.</summary>
    double[] Features(TGenotype genotype);
}
