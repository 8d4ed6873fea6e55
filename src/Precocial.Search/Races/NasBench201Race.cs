using System.Collections.Immutable;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Races the strategies on NAS-Bench-201's recorded table, over many seeds: does a search
/// search?</summary>
/// <remarks>
/// Protocol: the strategy sees the signal (accuracy after 12 epochs on validation); what is reported is the
/// test accuracy after 200 epochs of the cell with the best signal so far. Each run is a <see cref="Study"/>
/// of the most evaluations; the smaller numbers are read off its beginning. Repeated cells count, except in
/// local search. Source of the table: Dong and Yang, "NAS-Bench-201", ICLR 2020.
/// </remarks>
public sealed record NasBench201Race
{
    private static readonly ImmutableArray<Player> s_players =
    [
        new("random", (cells, _) => new RandomSearch<NasBench201Cell, Score>(cells, Ranking.ByScore)),
        new("evolution P10 S3", (cells, _) => Evolution(cells, population: 10, sample: 3)),
        new("evolution P50 S10", (cells, _) => Evolution(cells, population: 50, sample: 10)),
        new("local", (cells, _) => new LocalSearch<NasBench201Cell, Score>(cells, Ranking.ByScore)),
        new("reinforce lr .01", (cells, seed) => Reinforce(cells, seed, learningRate: 0.01)),
        new("reinforce lr .1", (cells, seed) => Reinforce(cells, seed, learningRate: 0.1)),
        new("guided", (cells, _) => Guided(cells), OnlyByName: true),
        new("bananas", (cells, _) => Bananas(cells), OnlyByName: true),
    ];

    /// <summary>After how many evaluations the best is read, smallest first.</summary>
    public ImmutableArray<int> Evaluations { get; init; } = [100, 200, 500];

    /// <summary>How many seeds each strategy runs with.</summary>
    public int Runs { get; init; } = 500;

    /// <summary>What the runs' seeds are drawn from.</summary>
    public ulong Seed { get; init; }

    /// <summary>The columns that strategies see and that are reported.</summary>
    public NasBench201Columns Columns { get; init; } = NasBench201Columns.Cifar10;

    /// <summary>Which strategies take part, by name; empty for <see cref="QuickPlayers"/>.</summary>
    public ImmutableArray<string> Players { get; init; } = [];

    /// <summary>The names of all strategies that can take part.</summary>
    public static ImmutableArray<string> AllPlayers { get; } = [.. s_players.Select(player => player.Name)];

    /// <summary>Those that need seconds for all runs; the others fit a predictor every few
    /// evaluations.</summary>
    public static ImmutableArray<string> QuickPlayers { get; } =
        [.. s_players.Where(player => !player.OnlyByName).Select(player => player.Name)];

    /// <summary>How many runs go on at once. Never changes a result.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>What the seconds are read from.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Reads the table and races.</summary>
    /// <param name="path">A CSV file with a column <c>cell</c> and the two columns named above.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="DataException">The table is not one of all 15,625 cells.</exception>
    public async Task<RaceResult> RunAsync(
        string path, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        long begun = Time.GetTimestamp();
        var table = ReadTable(path);
        var evaluator = TabularEvaluator.ForNasBench201(table, Columns.Signal);
        var cells = new RecordedCells();
        var players = Chosen();
        var found = new double[players.Length, Evaluations.Length, Runs];
        int done = 0, all = players.Length * Runs;
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Threads,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForAsync(0, all, options, async (job, cancellation) =>
        {
            var (strategy, run) = (job / Runs, job % Runs);
            var best = await RunOnceAsync(cells, evaluator, players[strategy], SeedOf(run), cancellation)
                .ConfigureAwait(false);
            for (int i = 0; i < best.Length; i++)
                found[strategy, i, run] = table[cells.Encode(best[i]), Columns.Reported];
            progress?.Report((double)Interlocked.Increment(ref done) / all);
        }).ConfigureAwait(false);
        return new(Rows(players, found), Time.GetElapsedTime(begun));
    }

    private static RegularizedEvolution<NasBench201Cell, Score> Evolution(
        RecordedCells cells, int population, int sample) => new(cells, Ranking.ByScore, population, sample);

    private static Reinforce<NasBench201Cell> Reinforce(
        RecordedCells cells, ulong seed, double learningRate) =>
        new(cells, new CategoricalPolicy(seed), new() { LearningRate = learningRate });

    // Beyond BANANAS' settings: where all of the best are alike, mutations of them lead nowhere new. A smooth
    // function of the operations themselves forecasts better here than one of the paths.
    private static PredictorGuided<NasBench201Cell, Score> Guided(RecordedCells cells) => new(
        cells, Ranking.ByScore, new RankedTargets(new KernelRidgePredictor()),
        new() { Parents = 20, RandomCandidates = 1000 }, NasBench201Space.OneHot);

    private static PredictorGuided<NasBench201Cell, Score> Bananas(RecordedCells cells) =>
        new(cells, Ranking.ByScore, new MlpEnsemble());

    private ImmutableArray<Player> Chosen()
    {
        foreach (string name in Players)
        {
            if (!AllPlayers.Contains(name))
                throw new ArgumentException(
                    $"There is no strategy '{name}': {string.Join(", ", AllPlayers)}.");
        }
        var chosen = Players.IsEmpty ? QuickPlayers : Players;
        return [.. s_players.Where(player => chosen.Contains(player.Name))];
    }

    private ulong SeedOf(int run) => new Rng(Seed).Split((ulong)run).NextUInt64();

    private EvaluationTable ReadTable(string path)
    {
        var table = EvaluationTable.Read(path, NasBench201Columns.Key, Columns.Signal, Columns.Reported);
        for (int i = 0; i < NasBench201Cell.Count; i++)
        {
            string cell = NasBench201Cell.At(i).ToString();
            if (!table.Has(cell))
            {
                throw new DataException(
                    $"{path} has no row for {cell}, only {table.Count} others: expected all "
                    + $"{NasBench201Cell.Count} cells of NAS-Bench-201. Give the whole table.");
            }
        }
        return table;
    }

    // The best cell by signal after each number of evaluations.
    private async Task<NasBench201Cell[]> RunOnceAsync(
        RecordedCells cells, TabularEvaluator evaluator, Player entrant, ulong seed,
        CancellationToken cancellationToken)
    {
        var player = entrant.New(cells, seed);
        var plan = Study.Over(cells).Using(player).JudgedBy(evaluator) with { Window = 1 };
        var result = await plan
            .RunAsync(seed, evaluations: Evaluations[^1], cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        var best = new NasBench201Cell[Evaluations.Length];
        var seen = new HashSet<NasBench201Cell>();
        int counted = 0, next = 0;
        (NasBench201Cell Cell, double Value) lead = (default, double.NegativeInfinity);
        foreach (var trial in result.Trials)
        {
            counted += seen.Add(trial.Genotype) || player.CountsRepeats ? 1 : 0;
            if (trial.Feedback.Value > lead.Value)
                lead = (trial.Genotype, trial.Feedback.Value);
            while (next < best.Length && counted == Evaluations[next])
                best[next++] = lead.Cell;
        }
        return best;
    }

    private ImmutableArray<RaceRow> Rows(ImmutableArray<Player> players, double[,,] found) =>
    [
        .. from strategy in Enumerable.Range(0, players.Length)
           from i in Enumerable.Range(0, Evaluations.Length)
           let values = Enumerable.Range(0, Runs).Select(run => found[strategy, i, run]).ToArray()
           select RaceRow.Of(players[strategy].Name, Evaluations[i], values),
    ];

    private sealed record Player(
        string Name, Func<RecordedCells, ulong, ISearchStrategy<NasBench201Cell, Score>> New,
        bool OnlyByName = false);
}
