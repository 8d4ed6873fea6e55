namespace Precocial.Search;

/// <summary>A space whose members are also vectors: what a predictor reads instead of training.</summary>
/// <remarks>Beyond <see cref="IMutableSpace{TGenotype}"/>. Where a genotype has decisions, they are one-hot
/// (<see cref="DecisionSpace{TGenotype}"/>); where it is a cell, its paths are marked
/// (<see cref="PathEncoding"/>), so that two texts of one network come close.</remarks>
/// <typeparam name="TGenotype">As for <see cref="ISearchSpace{TGenotype}"/>.</typeparam>
public interface IEncodedSpace<TGenotype> : IMutableSpace<TGenotype>
    where TGenotype : notnull
{
    /// <summary>The genotype as numbers: always as many, finite, mostly 0 and 1.</summary>
    double[] Features(TGenotype genotype);
}
