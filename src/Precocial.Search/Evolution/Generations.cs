using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Runs evolution generation by generation: ask, judge everybody under the same conditions,
/// tell.</summary>
/// <remarks>
/// Stream of generation g: the seed's <c>Split("generation").Split(g)</c>, of which "ask", "evaluate" and
/// "retest" are split. So results depend on the seed and the settings alone: not on threads, and not on
/// interruptions. Its nearest neighbour: <see cref="Study"/>, which writes down every evaluation and takes
/// the same three objects; this is for evaluations of well under a millisecond.
/// </remarks>
/// <example><code>
/// var run = new Generations&lt;WeightlessGenome, WeightSweep&gt;(space, strategy, evaluator, seed: 7)
/// {
///     Workers = pool,
/// };
/// run.Run(generations: 1024);
/// ArchitectureGraph network = space.Decode(run.Champion.Genotype);
/// </code></example>
public sealed class Generations<TGenotype, TFeedback>
    where TGenotype : notnull
    where TFeedback : IFeedback<TFeedback>
{
    private readonly ISearchSpace<TGenotype> _space;
    private readonly NeuroEvolution<TGenotype, TFeedback> _strategy;
    private readonly IGenerationEvaluator<TFeedback> _evaluator;
    private readonly ulong _seed;
    private readonly List<GenerationRow> _curve = [];
    private ChampionRecord<TGenotype, TFeedback> _champions = new(new());
    private Trial<TGenotype, TFeedback>[] _population = [], _ahead = []; // _ahead: of the best heat so far, or founders

    /// <summary>A search that has not begun.</summary>
    /// <param name="space">Which networks exist.</param>
    /// <param name="strategy">Who proposes. It must be fresh: it learns during the run.</param>
    /// <param name="evaluator">Who judges.</param>
    /// <param name="seed">What every random stream is split from.</param>
    public Generations(
        ISearchSpace<TGenotype> space, NeuroEvolution<TGenotype, TFeedback> strategy,
        IGenerationEvaluator<TFeedback> evaluator, ulong seed) =>
        (_space, _strategy, _evaluator, _seed) = (space, strategy, evaluator, seed);

    /// <summary>How the best so far is kept.</summary>
    public ChampionSettings Champions
    {
        get;
        init
        {
            value.Check();
            (field, _champions) = (value, new(value));
        }
    } = new();

    /// <summary>How many beginnings there are before one of them goes on; one by default.</summary>
    public Heats Heats
    {
        get;
        init
        {
            value.Check();
            field = value;
        }
    } = Heats.None;

    /// <summary>How many generations of random members there are before evolution begins with the best of all of
    /// them; 1 by default. Not together with <see cref="Heats"/>.</summary>
    /// <remarks>Where hardly any random network does more than fall over, the few that do are worth looking for.
    /// Each is judged under the conditions of its own generation.</remarks>
    public int Founders
    {
        get;
        init
        {
            if (value < 1)
                throw new ArgumentException($"There are 1 or more generations of founders, but not {value}.");
            field = value;
        }
    } = 1;

    /// <summary>The threads that work; none but the caller's by default. Results do not depend on
    /// them.</summary>
    public WorkerPool Workers { get; init; } = WorkerPool.None;

    /// <summary>Told after each generation, on the thread that runs.</summary>
    public IProgress<GenerationReport<TGenotype, TFeedback>>? Progress { get; init; }

    /// <summary>The clock of <see cref="GenerationReport{TGenotype,TFeedback}.Elapsed"/>.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How many generations are done.</summary>
    public int Completed => _curve.Count;

    /// <summary>All generations in numbers.</summary>
    public IReadOnlyList<GenerationRow> Curve => _curve;

    /// <summary>The last generation.</summary>
    public IReadOnlyList<Trial<TGenotype, TFeedback>> Population => _population;

    /// <summary>The best so far.</summary>
    /// <exception cref="InvalidOperationException">No generation is done.</exception>
    public Champion<TGenotype, TFeedback> Champion => _champions.Current
        ?? throw new InvalidOperationException(
            "No generation is done yet, so there is no champion: run one.");

    // Generations before the parents are chosen from founders of several.
    private int Founding => Founders > 1 ? Founders : 0;

    /// <summary>What results depend on beside the seed, in words.</summary>
    public string Settings => $"{_space.Description}; {_strategy.Description}; {_evaluator.Provenance}; "
        + $"re-tests every {Champions.Every} generations, {Champions.Repetitions} times"
        + (Champions.Faithful ? ", faithful" : "")
        + (Heats.IsSeveral ? $"; heats {Heats}" : "")
        + (Founders > 1 ? $"; founders {Founders}" : "");

    /// <summary>Runs until so many generations are done, those before a snapshot included.</summary>
    /// <param name="generations">How many.</param>
    /// <param name="cancellationToken">Stops between generations, or within one, which then has not
    /// happened.</param>
    /// <exception cref="SearchException">Every network of the first generation failed.</exception>
    /// <exception cref="InvalidOperationException">There are heats as well as founders.</exception>
    /// <exception cref="OperationCanceledException">Cancelled: <see cref="Snapshot"/> has what is
    /// done.</exception>
    public void Run(int generations, CancellationToken cancellationToken = default)
    {
        if (Heats.IsSeveral && Founding > 0)
            throw new InvalidOperationException("A search has heats or several generations of founders, not both.");
        long begun = Time.GetTimestamp();
        while (Completed < generations)
        {
            cancellationToken.ThrowIfCancellationRequested();
            RunOne(begun, cancellationToken);
        }
    }

    /// <summary>The search as it stands.</summary>
    public GenerationSnapshot Snapshot() => new(
        Settings, _seed, Completed, Members(_population),
        [.. _champions.History.Select(c => new SnapshotChampion(
            _space.Encode(c.Genotype), c.Feedback.ToJson(), c.Merit, c.Generation))],
        [.. _curve],
        Members(Completed <= Math.Max(Heats.Generations, Founding) ? _ahead : []));

    /// <summary>Goes on where a snapshot was taken. Before the first generation only.</summary>
    /// <exception cref="SearchException">The snapshot is of another search.</exception>
    /// <exception cref="FormatException">A genotype or feedback in it cannot be read.</exception>
    public void Resume(GenerationSnapshot snapshot)
    {
        if (Completed > 0)
            throw new InvalidOperationException("A search that has begun cannot be resumed: make a new one.");
        if (snapshot.Settings != Settings || snapshot.Seed != _seed)
        {
            throw new SearchException(
                $"The snapshot is of another search (seed {snapshot.Seed}: {snapshot.Settings}) than this "
                + $"one (seed {_seed}: {Settings}). Use its settings, or start anew.");
        }
        if (snapshot.Curve.Length != snapshot.Completed || snapshot.Champions.Length > Champions.Every
            || (snapshot.Completed > 0 && snapshot.Population.Length != _strategy.Settings.Population)
            || (snapshot.Ahead.Length > 0 && snapshot.Ahead.Length != _strategy.Settings.Population))
            throw new FormatException(
                "The snapshot's generations, champions and population do not fit each other.");
        int first = (snapshot.Completed - 1) * _strategy.Settings.Population;
        _population = TrialsOf(snapshot.Population, first);
        _ahead = TrialsOf(snapshot.Ahead, first);
        _champions.Restore(snapshot.Champions.Select(c => new Champion<TGenotype, TFeedback>(
            _space.Parse(c.Genotype), TFeedback.FromJson(c.Feedback), c.Merit, c.Generation)));
        _curve.AddRange(snapshot.Curve);
        _strategy.Tell(_population);
    }

    private void RunOne(long begun, CancellationToken cancellationToken)
    {
        int generation = Completed;
        if (Heats.Begins(generation) || generation < Founding)
            _strategy.Restart();
        else if (generation > 0 && generation == Math.Max(Heats.Generations, Founding))
            _strategy.Tell(_ahead);
        Rng stream = new Rng(_seed).Split("generation").Split((ulong)generation);
        var genotypes = _strategy.Ask(stream.Split("ask"));
        var graphs = new ArchitectureGraph[genotypes.Count];
        Workers.For(graphs.Length, i => graphs[i] = _space.Decode(genotypes[i]));
        var feedback = _evaluator.EvaluateGeneration(
            graphs, stream.Split("evaluate"), Workers, cancellationToken);
        int first = generation * graphs.Length;
        var population = new Trial<TGenotype, TFeedback>[graphs.Length];
        for (int i = 0; i < population.Length; i++)
            population[i] = TrialOf(first + i, genotypes[i], feedback[i]);
        int best = BestOf(population);
        if (best < 0 && _champions.Current is null)
        {
            throw new SearchException($"All {population.Length} networks of the first generation failed: no "
                + "feedback was finite. Check the task.");
        }
        _champions.Offer(
            best < 0 ? null : new(
                genotypes[best], feedback[best], _strategy.Ranking.Merit(feedback[best]), generation),
            generation, genotype => Retest(genotype, stream.Split("retest"), cancellationToken));
        _strategy.Tell(population);
        _population = population;
        Append(generation, graphs, best);
        if (Heats.EndsAhead(_curve))
            _ahead = population;
        else if (generation < Founding)
            _ahead = BestOfBoth(_ahead, population, stream.Split("founders"));
        Progress?.Report(new(_curve[^1], best < 0 ? Champion.Genotype : genotypes[best],
            best < 0 ? Champion.Feedback : feedback[best], Champion.Genotype, Champion.Feedback,
            Time.GetElapsedTime(begun)));
    }

    private ImmutableArray<SnapshotMember> Members(Trial<TGenotype, TFeedback>[] population) =>
        [.. population.Select(t => new SnapshotMember(
            _space.Encode(t.Genotype), t.Status == TrialStatus.Done ? t.Feedback!.ToJson() : null))];

    private Trial<TGenotype, TFeedback>[] TrialsOf(ImmutableArray<SnapshotMember> members, int first) =>
        [.. members.Select((member, i) => TrialOf(
            first + i, _space.Parse(member.Genotype),
            member.Feedback is null ? default : TFeedback.FromJson(member.Feedback)))];

    private static Trial<TGenotype, TFeedback> TrialOf(
        int sequence, TGenotype genotype, TFeedback? feedback) =>
        feedback is { IsFinite: true }
            ? new(sequence, genotype, TrialStatus.Done, feedback)
            : new(sequence, genotype, TrialStatus.Failed, default, Message: "the feedback is not finite");

    // As many as a generation has, those that failed behind all others.
    private Trial<TGenotype, TFeedback>[] BestOfBoth(
        Trial<TGenotype, TFeedback>[] before, Trial<TGenotype, TFeedback>[] population, Rng rng)
    {
        Trial<TGenotype, TFeedback>[] all = [.. before, .. population];
        var done = Array.FindAll(all, trial => trial.Status == TrialStatus.Done);
        int[] rank = _strategy.Ranking.Rank(Array.ConvertAll(done, trial => trial.Feedback!), rng);
        Array.Sort(rank, done);
        return [.. done.Concat(all.Where(trial => trial.Status != TrialStatus.Done)).Take(population.Length)];
    }

    // The first of the best; −1 when all failed.
    private int BestOf(Trial<TGenotype, TFeedback>[] population)
    {
        int best = -1;
        for (int i = 0; i < population.Length; i++)
        {
            if (population[i].Status == TrialStatus.Done && (best < 0
                || _strategy.Ranking.Compare(population[i].Feedback!, population[best].Feedback!) > 0))
                best = i;
        }
        return best;
    }

    // Judgements share their conditions, so each repetition is a generation of its own with one member.
    private double Retest(TGenotype genotype, Rng stream, CancellationToken cancellationToken)
    {
        ArchitectureGraph[] graph = [_space.Decode(genotype)];
        var merits = new double[Champions.Repetitions];
        Workers.For(merits.Length, i =>
        {
            var feedback = _evaluator.EvaluateGeneration(
                graph, stream.Split((ulong)i), WorkerPool.None, cancellationToken)[0];
            merits[i] = feedback.IsFinite ? _strategy.Ranking.Merit(feedback) : double.NegativeInfinity;
        });
        return merits.Average();
    }

    private void Append(int generation, ArchitectureGraph[] graphs, int best)
    {
        var ranking = _strategy.Ranking;
        double[] merits = [.. _population.Where(t => t.Status == TrialStatus.Done)
            .Select(t => ranking.Merit(t.Feedback!))];
        var sizes = Array.ConvertAll(graphs, NetworkSize.Of);
        _curve.Add(new(generation, (generation + 1L) * graphs.Length,
            merits.Length == 0 ? double.NaN : merits.Average(), Median(merits),
            best < 0 ? double.NaN : ranking.Merit(_population[best].Feedback!), Champion.Merit,
            ranking.Peak(Champion.Feedback), Median([.. sizes.Select(s => (double)s.Nodes)]),
            Median([.. sizes.Select(s => (double)s.Connections)]), best < 0 ? 0 : sizes[best].Connections,
            graphs.Length - merits.Length));
        // The authors' book-keeping rewrites the last period when a record is not confirmed.
        var history = _champions.History;
        for (int i = 1; i <= history.Count; i++)
            _curve[^i] = _curve[^i] with { Top = history[^i].Merit };
    }

    private static double Median(double[] values)
    {
        if (values.Length == 0)
            return double.NaN;
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
