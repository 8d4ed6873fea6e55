using Precocial.Search;

namespace Precocial;

/// <summary>Builds the strategy of a <see cref="StrategyChoice"/> for a space.</summary>
internal static class StrategyChoices
{
    // Real et al. take 100 and 25 for thousands of evaluations; for tens, in about the same proportion.
    private const int Population = 10, Tournament = 3;

    // Quick to fit, and with something unlike the best to choose from.
    private static readonly RankedTargets s_predictor = new(new KernelRidgePredictor());
    private static readonly PredictorGuidedSettings s_guided =
        new() { RoundSize = 4, RandomCandidates = 100 };

    /// <summary>A fresh strategy.</summary>
    /// <exception cref="SearchException">The space lacks what the strategy needs.</exception>
    public static ISearchStrategy<TGenotype, Objectives> Create<TGenotype>(
        StrategyChoice choice, ISearchSpace<TGenotype> space, ulong seed)
        where TGenotype : notnull => choice switch
        {
            StrategyChoice.Evolution => new RegularizedEvolution<TGenotype, Objectives>(
                Mutable(choice, space), Ranking.ByPareto, Population, Tournament),
            StrategyChoice.Local => new LocalSearch<TGenotype, Objectives>(Mutable(choice, space), Ranking.ByPareto),
            StrategyChoice.Guided => new PredictorGuided<TGenotype, Objectives>(
                SpaceChoices.Needed<IEncodedSpace<TGenotype>, TGenotype>(
                    space, choice, "whose networks are also numbers"),
                Ranking.ByPareto, s_predictor, s_guided),
            StrategyChoice.Reinforce => new ByFirstObjective<TGenotype>(ControllerSettings.ZophSmall.For(
                SpaceChoices.Needed<ISequentialSpace<TGenotype>, TGenotype>(
                    space, choice, "whose networks are sequences of decisions"), seed)),
            _ => new RandomSearch<TGenotype, Objectives>(space, Ranking.ByPareto),
        };

    private static IMutableSpace<TGenotype> Mutable<TGenotype>(
        StrategyChoice choice, ISearchSpace<TGenotype> space)
        where TGenotype : notnull => SpaceChoices.Needed<IMutableSpace<TGenotype>, TGenotype>(
            space, choice, "in which steps can be taken");
}
