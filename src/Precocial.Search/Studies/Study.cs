namespace Precocial.Search;

/// <summary>Where a search begins: <c>Study.Over(space).Using(strategy).JudgedBy(evaluator).RunAsync(seed: 7,
/// rounds: 100)</c>.</summary>
/// <remarks>Each step fixes one type, so that a strategy for other genotypes, or an evaluator with other
/// feedback, is a compile error.</remarks>
public static class Study
{
    /// <summary>Chooses which networks exist.</summary>
    public static StudyOver<TGenotype> Over<TGenotype>(ISearchSpace<TGenotype> space)
        where TGenotype : notnull => new(space);
}

/// <summary>A study with a space.</summary>
public sealed class StudyOver<TGenotype>
    where TGenotype : notnull
{
    private readonly ISearchSpace<TGenotype> _space;

    internal StudyOver(ISearchSpace<TGenotype> space) => _space = space;

    /// <summary>Chooses who proposes. The strategy must be fresh: it learns during the run.</summary>
    public StudyUsing<TGenotype, TFeedback> Using<TFeedback>(ISearchStrategy<TGenotype, TFeedback> strategy)
        where TFeedback : IFeedback<TFeedback> => new(_space, strategy);
}

/// <summary>A study with a space and a strategy.</summary>
public sealed class StudyUsing<TGenotype, TFeedback>
    where TGenotype : notnull
    where TFeedback : IFeedback<TFeedback>
{
    private readonly ISearchSpace<TGenotype> _space;
    private readonly ISearchStrategy<TGenotype, TFeedback> _strategy;

    internal StudyUsing(ISearchSpace<TGenotype> space, ISearchStrategy<TGenotype, TFeedback> strategy) =>
        (_space, _strategy) = (space, strategy);

    /// <summary>Chooses who judges.</summary>
    public StudyPlan<TGenotype, TFeedback> JudgedBy(IEvaluator<TFeedback> evaluator) =>
        new(_space, _strategy, evaluator);
}
