using Precocial.Architectures;
using Precocial.Search;

namespace Precocial;

/// <summary>Builds the space of a <see cref="SpaceChoice"/>.</summary>
public static class SpaceChoices
{
    /// <summary>Calls a visitor with the space for a task, at the size that suits small images.</summary>
    /// <param name="choice">Which space.</param>
    /// <param name="geometry">The task.</param>
    /// <param name="visitor">Who is called.</param>
    /// <param name="final">The size of the networks handed over, in a space of cells; null for that of the
    /// networks searched.</param>
    /// <exception cref="SearchException">The space is for images, and the samples are none; a final size, and
    /// the space has no cells.</exception>
    public static TResult Visit<TResult>(
        SpaceChoice choice, TaskGeometry geometry, ISpaceVisitor<TResult> visitor, StackSize? final = null) =>
        choice switch
        {
            not (SpaceChoice.Cell or SpaceChoice.EnasMicro) when final is not null =>
                throw new SearchException($"The space {NameOf(choice)} has no cells that a final network could "
                    + "have more of. These have: cell, enas-micro."),
            not SpaceChoice.Macro when !geometry.IsImage => throw new SearchException(
                $"The space {NameOf(choice)} is for images, but the samples are {geometry.Input}. "
                + "Take the macro space."),
            SpaceChoice.Macro => visitor.Visit(new MacroSpace(geometry)),
            SpaceChoice.Cell => visitor.Visit(new CellSpace(geometry) { Final = final }),
            SpaceChoice.DeepNets => visitor.Visit(DeepNetsSpace.For(geometry, DeepNetsSettings.Mini)),
            SpaceChoice.EnasMicro => visitor.Visit(new EnasMicroSpace(geometry) { Final = final }),
            SpaceChoice.EnasMacro => visitor.Visit(new EnasMacroSpace(geometry)),
            SpaceChoice.Zoph => visitor.Visit(new ZophSpace(geometry, options: ZophOptions.Small)),
            _ => visitor.Visit(new NasBench201Space(Skeleton(geometry))),
        };

    /// <summary>The space as a strategy needs it.</summary>
    /// <typeparam name="TSpace">The capability: <see cref="IMutableSpace{TGenotype}"/> and the like.</typeparam>
    /// <typeparam name="TGenotype">The space's genotype.</typeparam>
    /// <param name="space">Any space.</param>
    /// <param name="strategy">Who needs it.</param>
    /// <param name="capability">What is needed, in words that follow "needs a space".</param>
    /// <exception cref="SearchException">The space has no such capability; the message says which have.</exception>
    public static TSpace Needed<TSpace, TGenotype>(
        ISearchSpace<TGenotype> space, StrategyChoice strategy, string capability)
        where TSpace : class, ISearchSpace<TGenotype>
        where TGenotype : notnull => space as TSpace ?? throw new SearchException(
            $"The strategy {strategy.ToString().ToLowerInvariant()} needs a space {capability}, and "
            + $"{space.GetType().Name} is none. These are: "
            + $"{string.Join(", ", WithCapability(typeof(TSpace).GetGenericTypeDefinition()))}.");

    // One cell a stage where the paper has five: small enough to train hundreds on a processor.
    private static NasBench201Skeleton Skeleton(TaskGeometry geometry) => new()
    {
        InputShape = geometry.Input,
        Classes = geometry.Classes,
        CellsPerStage = 1,
        Standardize = new Standardize(geometry.Mean, geometry.Scale),
    };

    private static IEnumerable<string> WithCapability(Type capability) =>
        from choice in Enum.GetValues<SpaceChoice>()
        where Visit(choice, TaskGeometry.Standardized([1, 8, 8], 2), new Capabilities()).Any(
            type => type.IsGenericType && type.GetGenericTypeDefinition() == capability)
        select NameOf(choice);

    // EnasMicro is typed enas-micro, as every option's value is.
    private static string NameOf(SpaceChoice choice) => choice is SpaceChoice.EnasMicro or SpaceChoice.EnasMacro
        ? choice.ToString().ToLowerInvariant().Insert(4, "-")
        : choice.ToString().ToLowerInvariant();

    private sealed class Capabilities : ISpaceVisitor<Type[]>
    {
        public Type[] Visit<TGenotype>(ISearchSpace<TGenotype> space)
            where TGenotype : notnull => space.GetType().GetInterfaces();
    }
}

/// <summary>Does something with a space whose genotype it learns only then.</summary>
/// <typeparam name="TResult">What it makes of the space.</typeparam>
public interface ISpaceVisitor<out TResult>
{
    /// <summary>Called once, with the space.</summary>
    TResult Visit<TGenotype>(ISearchSpace<TGenotype> space)
        where TGenotype : notnull;
}
