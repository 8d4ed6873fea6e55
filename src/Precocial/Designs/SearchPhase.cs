using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial;

/// <summary>Runs a design's searches: the same space, data, recipe and cost for each.</summary>
internal interface ISearchPhase : IDisposable
{
    /// <summary>Runs one search, or goes on with it where its log ends.</summary>
    Task<SearchOutcome> RunAsync(
        DesignPhase phase, StrategyChoice strategy, IStudyLog log, int? evaluations,
        CancellationToken cancellationToken);
}

/// <summary>The searches of a design in one space.</summary>
internal sealed class SearchPhase<TGenotype> : ISearchPhase
    where TGenotype : notnull
{
    private const int ProxyBatch = 64;

    private readonly DesignPlan _plan;
    private readonly ISearchSpace<TGenotype> _space;
    private readonly DesignClock _clock;
    private readonly MethodContext _context;
    private readonly CostEvaluator _evaluator;
    private readonly WorkerPool? _workers;
    private readonly SupernetTraining? _shared;

    public SearchPhase(
        DesignPlan plan, DataSplit split, ISearchSpace<TGenotype> space, DesignStorage storage, DesignClock clock)
    {
        (_plan, _space, _clock) = (plan, space, clock);
        _context = SearchContext.Of(plan, split, storage, clock, DesignPhase.Search);
        if (plan.Settings.SharesWeights)
        {
            _workers = new WorkerPool(_context.Threads);
            _shared = new SupernetTraining(new SupernetWeights(_context.Seed), _context.Train,
                SharedWeightsSearch.SettingsFor(_context), _context.Seed, _workers);
        }
        IEvaluator<Score> judge = (_shared, plan.Settings.Untrained, plan.Settings.Proxy) switch
        {
            ({ } training, _, _) => new SharedWeightsEvaluator(training, _context.Validation),
            (_, { } weights, _) => new UntrainedEvaluator(weights, _context.Validation),
            (_, _, { } proxy) => new ProxyEvaluator(proxy, _context.Train, ProxyBatch, _context.Seed),
            _ => new TrainedEvaluator(_context.Train, _context.Validation, _context.Recipe),
        };
        _evaluator = new CostEvaluator(judge, [.. plan.Settings.Objectives]);
    }

    public async Task<SearchOutcome> RunAsync(
        DesignPhase phase, StrategyChoice strategy, IStudyLog log, int? evaluations,
        CancellationToken cancellationToken)
    {
        if (_shared is not null)
        {
            SharedWeightsSearch.Train(_shared, rng => SharedWeightsSearch.Draw(_space, _context, rng), _context,
                "any strategy", cancellationToken);
        }
        ISearchStrategy<TGenotype, Objectives> searcher =
            StrategyChoices.Create(strategy, _space, _plan.Settings.Seed);
        var study = Study.Over(_space).Using(searcher).JudgedBy(_evaluator) with
        {
            Window = _plan.Settings.Window,
            Workers = _plan.Settings.Threads,
            Budget = new Budget(_plan.SearchEpochs),
            Limits = _plan.Limits,
            Log = log,
            Settings = _plan.SearchSettings,
            Time = _clock.Time,
            Progress = new Reporter(phase, _clock, _plan.Settings.Proxy?.Name),
        };
        StudyResult<TGenotype, Objectives> result = await study.RunAsync(
            SeedOf(phase), evaluations: evaluations,
            time: evaluations is null ? _plan.Settings.Time * TimedBudget.ShareOfSearch : null,
            cancellationToken: cancellationToken);
        SearchTrace trace = Trace(searcher, result);
        double flops = SamplesOfJudging * trace.Points.Sum(point => (double)point.Flops);
        return new SearchOutcome(Leaders(result), result.Evaluations, trace, flops);
    }

    public void Dispose()
    {
        _shared?.Dispose();
        _workers?.Dispose();
    }

    // How many forward passes of one sample an evaluation costs; a gradient costs three.
    private double SamplesOfJudging => _plan.Settings switch
    {
        { Proxy: not null } => TrainedSearch.FlopsOfTraining * ProxyBatch,
        { Untrained: not null } => _plan.SearchValidation,
        _ => TrainedSearch.FlopsOfTraining * _plan.SearchTrain * _plan.SearchEpochs,
    };

    // Only what was measured of a network trained alone says something beside the second look.
    private double? Accuracy(in Trial<TGenotype, Objectives> trial) =>
        _plan.Settings is { Untrained: null, Proxy: null, Final: null } && _shared is null
            ? trial.Feedback.Values[0] : null;

    // With one seed, random search would begin with the very networks that evolution begins with.
    private ulong SeedOf(DesignPhase phase) => phase == DesignPhase.Search
        ? _plan.Settings.Seed
        : new Rng(_plan.Settings.Seed).Split("random search").NextUInt64();

    private List<SearchLeader> Leaders(StudyResult<TGenotype, Objectives> result) =>
    [
        .. result.Trials.Where(t => t.Status == TrialStatus.Done).DistinctBy(t => t.Key)
            .OrderByDescending(t => t.Feedback, Comparer<Objectives>.Create(Ranking.ByPareto.Compare))
            .ThenBy(t => t.Sequence).Take(Promotion.Finalists)
            .Select(t => new SearchLeader(_space.Conclude(t.Genotype), Accuracy(t))),
    ];

    private SearchTrace Trace(
        ISearchStrategy<TGenotype, Objectives> strategy, StudyResult<TGenotype, Objectives> result)
    {
        var points = new List<SearchPoint>();
        string? proxy = _plan.Settings.Proxy?.Name;
        double best = proxy is null ? 0 : double.NegativeInfinity;
        foreach (Trial<TGenotype, Objectives> trial in result.Trials.Where(t =>
            t.Status != TrialStatus.Infeasible))
        {
            bool succeeded = trial.Status == TrialStatus.Done;
            double accuracy = succeeded ? trial.Feedback.Values[0] : 0;
            best = succeeded ? Math.Max(best, accuracy) : best;
            ArchitectureGraph graph = _space.Decode(trial.Genotype);
            points.Add(new SearchPoint(accuracy, best, graph.Parameters, graph.Flops, succeeded));
        }
        int infeasible = result.Trials.Count(t => t.Status == TrialStatus.Infeasible);
        return new SearchTrace(
            strategy.Description, _plan.HowJudged, points, infeasible,
            result.ReproducibilityHash, proxy);
    }

    // A proxy's score is no accuracy: then only how far the search is.
    private sealed class Reporter(DesignPhase phase, DesignClock clock, string? proxy)
        : IProgress<StudyProgress<Objectives>>
    {
        public void Report(StudyProgress<Objectives> value) => clock.Report(
            phase, value.Evaluations, value.Total,
            value.HasBest && proxy is null ? value.Best.Values[0] : null, value.Remaining,
            proxy is null ? null : $"judging by {proxy}");
    }
}

/// <summary>What one search of a design found.</summary>
/// <param name="Leaders">The few best networks, the best first.</param>
/// <param name="Evaluations">How many were judged; of a method, what its budget was.</param>
/// <param name="Trace">All of them.</param>
/// <param name="TrainingFlops">Floating-point operations of all training.</param>
internal sealed record SearchOutcome(
    IReadOnlyList<SearchLeader> Leaders, int Evaluations, SearchTrace Trace, double TrainingFlops);
