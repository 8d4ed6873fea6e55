using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial;

/// <summary>A data set in, a network out: searches a macro space by evolution, and shows what that was
/// worth.</summary>
/// <remarks>
/// <list type="number">
/// <item>Regularized evolution over <see cref="MacroSpace"/>, each network trained briefly on a part of the
/// data.</item> <item>Random search with as many evaluations at the same cost each.</item>
/// <item>The few best of each search are trained again, longer, and the winner is chosen by both
/// looks.</item> <item>The winners of both, a hand-made network and a linear model are trained by one recipe
/// for the same epochs (the linear model without augmentation) on training and validation samples together,
/// and tested once on samples that nothing was chosen by.</item>
/// </list>
/// Every step is recorded in the <see cref="DesignStorage"/> when it is done: the same call with the same
/// storage goes on where it stopped, to the same bytes. Its nearest neighbour, <see cref="Study"/>, is the
/// search alone.
/// </remarks>
public sealed class Design
{
    // More to compare candidates on than is usual: on small sets the choice is noisier than the training. The
    // winner is trained on both parts.
    private static readonly SplitFractions Fractions = new() { Train = 0.55, Validation = 0.25, Test = 0.20 };

    private readonly DataSplit _split;
    private readonly DesignSettings _settings;

    /// <summary>A design for a data set.</summary>
    /// <exception cref="DataException">Too few samples to split.</exception>
    /// <exception cref="ArgumentException">A setting is out of range, or accuracy is not the first
    /// objective.</exception>
    /// <exception cref="SearchException">Choices that do not go together: a space or method for images, and a
    /// table; a strategy and a space that lacks what it needs.</exception>
    public Design(Dataset data, DesignSettings? settings = null)
    {
        _settings = settings ?? new DesignSettings();
        if (_settings.Objectives is not [Objective.Accuracy, ..])
            throw new ArgumentException("The first objective of a design must be accuracy.",
                nameof(settings));
        if (_settings.Final is not null && _settings.Limits != Limits.None)
        {
            throw new SearchException("A final size makes a larger network of one that keeps the limits: "
                + "choose the size or the limits.");
        }
        if (_settings.Method is { } method)
            Check(method, data);
        if (_settings is { Proxy: { } proxy, Strategy: StrategyChoice.Reinforce })
        {
            throw new SearchException($"REINFORCE takes accuracies as rewards, and {proxy.Name} is none. "
                + "Take the strategy evolution, random, local or guided.");
        }
        _split = DataSplit.Stratified(data, new Rng(_settings.Seed), Fractions);
        if (_settings is { SharesWeights: true, Time: not null })
            throw new SearchException("Shared weights take a budget in evaluations, so that all are trained alike.");
        Plan = DesignPlanning.For(_split, _settings);
        if (_settings.Method is null)
        {
            SpaceChoices.Visit(_settings.Space, TaskGeometry.Of(_split.Train), new StrategyCheck(_settings),
                _settings.Final);
        }
    }

    /// <summary>What will be done.</summary>
    public DesignPlan Plan { get; }

    /// <summary>Time is read from here.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Runs the design, or goes on with it where its storage ends.</summary>
    /// <param name="storage">Where it is recorded.</param>
    /// <param name="progress">Told after every evaluation and epoch, from several threads but never two at
    /// once.</param>
    /// <param name="cancellationToken">Stops the work; what is done until then is in the storage.</param>
    /// <exception cref="SearchException">Limits that nothing satisfies; a storage of another
    /// design.</exception>
    public async Task<DesignResult> RunAsync(
        DesignStorage storage, IProgress<DesignProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var clock = new DesignClock(Plan, Time, progress);
        MethodPhase? byMethod = ByMethod(storage, clock);
        using ISearchPhase searching = byMethod ?? SearchIn(storage, clock);
        var timed = new TimedBudget(Plan, storage.Work, clock);
        // Methods plan their whole search: time becomes evaluations before it begins, not after.
        if (byMethod is not null && timed.Evaluations is null)
            timed.Remember(await byMethod.EvaluationsInTimeAsync(cancellationToken));
        SearchOutcome search = await searching.RunAsync(
            DesignPhase.Search, _settings.Strategy, storage.Log("search"), timed.Evaluations, cancellationToken);
        timed.Remember(search.Evaluations);
        SearchOutcome random = await searching.RunAsync(
            DesignPhase.RandomSearch, StrategyChoice.Random, storage.Log("random"), search.Evaluations,
            cancellationToken);
        DesignPlan plan = Plan with { FinalEpochs = timed.FinalEpochs(search, random) };
        IReadOnlyList<ArchitectureGraph> winners = await new Promotion(plan, _split, storage.Work, clock)
            .ChooseAsync([search, random], cancellationToken);
        var finals = new FinalTraining(plan, _split, storage.Work, clock);
        IReadOnlyList<DesignedModel> models = await finals.RunAsync(
            [
                new Finalist("searched", winners[0]),
                new Finalist("random search", winners[1]),
                new Finalist("hand-made", Baselines.HandMade(_split.Train)),
                // A linear model cannot follow moved images: varying them would only make it look worse than
                // it is.
                new Finalist("linear", Baselines.LinearModel(_split.Train), Augmented: false),
            ], cancellationToken);
        return new DesignResult
        {
            Plan = plan,
            ClassNames = _split.Test.ClassNames,
            Winner = models[0],
            Baselines = [.. models.Skip(1)],
            Search = search.Trace,
            Random = random.Trace,
            Confusion = finals.ConfusionOf(models[0]),
            Warnings = byMethod?.Warnings ?? [],
            Elapsed = clock.Elapsed,
        };
    }

    /// <summary>As <see cref="RunAsync"/> without the baselines: what a race of methods needs of each.</summary>
    internal async Task<RacedDesign> RunAloneAsync(
        DesignStorage storage, IProgress<DesignProgress>? progress, CancellationToken cancellationToken)
    {
        var clock = new DesignClock(Plan, Time, progress);
        using MethodPhase searching = ByMethod(storage, clock)
            ?? throw new InvalidOperationException("Only methods are raced.");
        SearchOutcome search = await searching.RunAsync(
            DesignPhase.Search, StrategyChoice.Random, storage.Log("search"), Plan.Evaluations,
            cancellationToken);
        IReadOnlyList<ArchitectureGraph> winners = await new Promotion(Plan, _split, storage.Work, clock)
            .ChooseAsync([search], cancellationToken);
        IReadOnlyList<DesignedModel> models = await new FinalTraining(Plan, _split, storage.Work, clock)
            .RunAsync([new Finalist("searched", winners[0])], cancellationToken);
        return new RacedDesign(models[0], searching.TrainingFlops, search.Trace.Points.Count, searching.Warnings);
    }

    private MethodPhase? ByMethod(DesignStorage storage, DesignClock clock) => _settings.Method is { } method
        ? new MethodPhase(method, Plan, _split, storage, clock)
        : null;

    private void Check(Method method, Dataset data)
    {
        if (method.Card.ImagesOnly && !data.IsImages)
        {
            throw new SearchException(
                $"The method {method.Name} searches networks for images, but the samples of {data.Name} are "
                + $"{data.SampleShape}. Search the macro space by a strategy instead.");
        }
        if (_settings.Final is not null && !method.Card.HasCells)
        {
            throw new SearchException($"The method {method.Name} searches no cells that a final network could "
                + "have more of. These do: "
                + $"{string.Join(", ", MethodCatalog.All.Where(m => m.Card.HasCells).Select(m => m.Name))}.");
        }
        if (_settings.Objectives.Count > 1)
            throw new SearchException($"The method {method.Name} takes accuracy as the one objective.");
    }

    private ISearchPhase SearchIn(DesignStorage storage, DesignClock clock) => SpaceChoices.Visit(
        _settings.Space, TaskGeometry.Of(_split.Train), new PhaseOf(Plan, _split, storage, clock),
        _settings.Final);

    // Choices that do not go together are refused before anything is opened or trained.
    private sealed class StrategyCheck(DesignSettings settings) : ISpaceVisitor<string>
    {
        public string Visit<TGenotype>(ISearchSpace<TGenotype> space)
            where TGenotype : notnull =>
            StrategyChoices.Create(settings.Strategy, space, settings.Seed).Description;
    }

    private sealed class PhaseOf(DesignPlan plan, DataSplit split, DesignStorage storage, DesignClock clock)
        : ISpaceVisitor<ISearchPhase>
    {
        public ISearchPhase Visit<TGenotype>(ISearchSpace<TGenotype> space)
            where TGenotype : notnull => new SearchPhase<TGenotype>(plan, split, space, storage, clock);
    }
}

/// <summary>What one method made with one seed in a race.</summary>
internal sealed record RacedDesign(
    DesignedModel Model, double TrainingFlops, int Evaluations, IReadOnlyList<string> Warnings);
