using System.Runtime.ExceptionServices;
using System.Text.Json;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>One run of a <see cref="StudyPlan{TGenotype,TFeedback}"/>: asks, judges, tells, under the window
/// rule.</summary>
/// <remarks>
/// Proposals are made one after another by this object alone; only evaluations run elsewhere. Whatever is
/// decided (what is asked, told, counted, when to stop) depends on sequence numbers, never on what happens to
/// be finished. 370 lines because it is one state machine: proposals, window, log and stop share every
/// field.
/// </remarks>
internal sealed class StudyRun<TGenotype, TFeedback>
    where TGenotype : notnull
    where TFeedback : IFeedback<TFeedback>
{
    /// <summary>So many proposals in a row without an evaluation: nothing new will come.</summary>
    internal const int MostFruitless = 10_000;

    /// <summary>So many failures before the first success: it is not the networks' fault.</summary>
    internal const int MostInitialFailures = 20;

    // Keeping a state costs a write of every shared weight.
    private static readonly KeepingPace Keeping = new(Seldomest: TimeSpan.FromSeconds(15));

    private readonly StudyPlan<TGenotype, TFeedback> _plan;
    private readonly StudyStop _stop;
    private readonly CancellationTokenSource _end;
    private readonly CancellationToken _cancellation;
    private readonly StudySettings _settings;
    private readonly Rng _askStreams, _candidateStreams;
    private readonly IStudyLog _log;
    private readonly StudyJournal _journal;
    private readonly EvaluationCrew<TFeedback> _crew;
    private readonly long _begun;

    private readonly List<(TGenotype Genotype, Candidate<TFeedback> Candidate)> _proposals = [];
    private readonly List<TGenotype> _pending = [];
    private readonly Dictionary<CandidateName, Candidate<TFeedback>> _candidates = [];
    private readonly Dictionary<CandidateName, ResultRecord> _recorded = [];
    private readonly Dictionary<TGenotype, TFeedback> _newest = [];
    private IReadOnlyList<ProposalRecord> _history = [];
    private RoundState? _state;
    private int _rounds, _counted, _told, _fruitless, _finished, _replayed, _infeasible, _failed,
        _failedFirst, _succeeded;
    private TimeSpan _kept;
    private TFeedback? _best;

    public StudyRun(
        StudyPlan<TGenotype, TFeedback> plan, ulong seed, StudyStop stop, CancellationToken cancellationToken)
    {
        (_plan, _stop) = (plan, stop);
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _cancellation = _end.Token;
        _settings = plan.SettingsFor(seed);
        var root = new Rng(seed);
        _askStreams = root.Split("ask");
        _candidateStreams = root.Split("candidate");
        _log = plan.Log ?? new MemoryStudyLog();
        _journal = new(_log, plan.Time);
        _crew = new(plan.Evaluator, plan.Workers, plan.Time, _cancellation);
        _begun = plan.Time.GetTimestamp();
    }

    private TimeSpan Elapsed => _plan.Time.GetElapsedTime(_begun);

    public async Task<StudyResult<TGenotype, TFeedback>> RunAsync()
    {
        using var end = _end;
        await OpenAsync().ConfigureAwait(false);
        try
        {
            while (!IsOver())
                await RoundAsync().ConfigureAwait(false);
            await TellAsync(_proposals.Count).ConfigureAwait(false);
            await KeepStateAsync(_rounds - 1).ConfigureAwait(false);
        }
        catch
        {
            await SaveWhatIsDoneAsync().ConfigureAwait(false);
            throw;
        }
        var result = Conclude();
        _journal.Add(new StudyEvent("finished",
            JsonSerializer.Serialize(new { hash = result.ReproducibilityHash })));
        await _journal.FlushAsync(_cancellation).ConfigureAwait(false);
        return result;
    }

    private async Task OpenAsync()
    {
        var history = await _log.OpenAsync(_settings, _cancellation).ConfigureAwait(false);
        _history = history.Proposals;
        foreach (var result in history.Results)
            _recorded[new(result.Key, result.Fidelity)] = result;
        if (_plan.Evaluator.PreparesRounds)
            _state = await _log.StateAsync(_cancellation).ConfigureAwait(false);
        bool fresh = _history.Count == 0 && _recorded.Count == 0;
        _journal.Add(new StudyEvent(fresh ? "started" : "resumed", JsonSerializer.Serialize(
            new { workers = _plan.Workers, proposals = _history.Count, results = _recorded.Count })));
    }

    private bool IsOver() =>
        _rounds >= _stop.Rounds || _counted >= _stop.Evaluations || Elapsed >= _stop.Time
            || _fruitless >= MostFruitless || (_plan.Strategy.IsDone && _told == _proposals.Count);

    private async ValueTask RoundAsync()
    {
        _cancellation.ThrowIfCancellationRequested();
        // The window rule: with k proposals made, exactly 0..k−W have been told.
        int toTell = _plan.Evaluator.PreparesRounds ? _proposals.Count : _proposals.Count - _plan.Window + 1;
        await TellAsync(toTell).ConfigureAwait(false);
        if (_plan.Strategy.IsDone)
        {
            await TellAsync(_proposals.Count).ConfigureAwait(false);
            return;
        }
        var round = _plan.Strategy.Ask(_askStreams.Split((ulong)_proposals.Count), _pending);
        if (round.Count == 0)
            throw new InvalidOperationException(
                $"{_plan.Strategy.Description} proposed nothing: Ask must return at least one.");
        if (_plan.Evaluator.PreparesRounds)
            await PrepareAsync(round).ConfigureAwait(false);
        foreach (var genotype in round)
        {
            if (_counted >= _stop.Evaluations)
                break;
            await ProposeAsync(genotype).ConfigureAwait(false);
        }
        _rounds++;
    }

    // Everything until now is settled. A state that was kept stands for its round and all before it.
    private async Task PrepareAsync(IReadOnlyList<TGenotype> round)
    {
        if (_state is { } state && _rounds <= state.Round)
        {
            if (_rounds == state.Round)
                _plan.Evaluator.Restore(state.Bytes);
            return;
        }
        await _plan.Evaluator.PrepareAsync(
            round.Select(_plan.Space.DecodeOrExplain), _askStreams.Split("prepare").Split((ulong)_rounds),
            _cancellation)
            .ConfigureAwait(false);
        if (Keeping.IsDue(Elapsed, _kept))
            await KeepStateAsync(_rounds).ConfigureAwait(false);
    }

    // The records first: a state stands for rounds whose results are in the log.
    private async Task KeepStateAsync(int round)
    {
        if (!_plan.Evaluator.PreparesRounds || round <= (_state?.Round ?? -1)
            || _plan.Evaluator.Save() is not { } bytes)
        {
            return;
        }
        await _journal.FlushAsync(_cancellation).ConfigureAwait(false);
        await _log.KeepAsync(new RoundState(round, bytes), _cancellation).ConfigureAwait(false);
        _kept = Elapsed;
    }

    private async ValueTask ProposeAsync(TGenotype genotype)
    {
        var graph = _plan.Space.DecodeOrExplain(genotype);
        var budget = _plan.Space.BudgetOf(genotype, _plan.Budget);
        string fidelity = _plan.Evaluator.Fidelity(budget);
        var name = new CandidateName(graph.Key,
            _plan.Evaluator.PreparesRounds ? $"{fidelity}@{_rounds}" : fidelity);
        bool isNew = !_candidates.TryGetValue(name, out var candidate);
        if (isNew)
            _candidates[name] = candidate = new(name);
        _proposals.Add((genotype, candidate!));
        _pending.Add(genotype);
        Record(genotype, graph, name);
        if (isNew)
            await SettleOrStartAsync(candidate!, graph, budget).ConfigureAwait(false);
        Count(candidate!, isNew);
    }

    private void Record(TGenotype genotype, ArchitectureGraph graph, CandidateName name)
    {
        int sequence = _proposals.Count - 1;
        if (sequence >= _history.Count)
        {
            // Rounds of shared weights are many and their graphs large; the genotype says the same.
            _journal.Add(new ProposalRecord(sequence, name.Key, name.Fidelity, _plan.Space.Encode(genotype),
                _plan.Evaluator.PreparesRounds ? null : graph));
        }
        else if (_history[sequence].Key != graph.Key)
        {
            throw new SearchException(
                $"The log's proposal {sequence} is {_history[sequence].Genotype}, but the same settings "
                + $"now give {_plan.Space.Encode(genotype)}: it was made by another version. "
                + "Start a new study.");
        }
    }

    private async ValueTask SettleOrStartAsync(
        Candidate<TFeedback> candidate, ArchitectureGraph graph, Budget budget)
    {
        var rng = _candidateStreams.Split(candidate.Name.Fidelity).Split(candidate.Name.Key);
        if (_recorded.TryGetValue(candidate.Name, out var record))
            Replay(candidate, record);
        else if (_plan.Limits.Broken(graph) is { } limit)
            Settle(new(candidate, new(TrialStatus.Infeasible, default, limit), null, _plan.Time.GetUtcNow(),
                default));
        else if (_plan.Workers > 1)
            _crew.JudgeElsewhere(candidate, graph, budget, rng);
        else
        {
            await _journal.FlushIfDueAsync(_cancellation).ConfigureAwait(false);
            Settle(await _crew.JudgeHereAsync(candidate, graph, budget, rng).ConfigureAwait(false));
            await _journal.FlushIfDueAsync(_cancellation).ConfigureAwait(false);
        }
    }

    private void Count(Candidate<TFeedback> candidate, bool isNew)
    {
        bool infeasible = candidate is { Settled: true, Status: TrialStatus.Infeasible };
        bool counts = !infeasible && (isNew || _plan.Strategy.CountsRepeats);
        _infeasible += infeasible ? 1 : 0;
        _counted += counts ? 1 : 0;
        _finished += counts && (!isNew || _recorded.ContainsKey(candidate.Name)) ? 1 : 0;
        _replayed += counts && _recorded.ContainsKey(candidate.Name) ? 1 : 0;
        _fruitless = counts ? 0 : _fruitless + 1;
        if (_fruitless >= MostFruitless && infeasible)
        {
            throw new SearchException(
                $"{MostFruitless:N0} proposals in a row break the limits ({_plan.Limits}; the last one "
                + $"has {candidate.Message}): limits nothing satisfies. "
                + "Raise them, or choose a space with smaller networks.");
        }
    }

    // Told in order, once each; evaluations that are still running are waited for.
    private async ValueTask TellAsync(int upTo)
    {
        if (upTo <= _told)
            return;
        await SettleAsync(upTo).ConfigureAwait(false);
        var round = new Trial<TGenotype, TFeedback>[upTo - _told];
        for (int i = 0; i < round.Length; i++)
            round[i] = TrialOf(_told + i);
        _plan.Strategy.Tell(round);
        _pending.RemoveRange(0, round.Length);
        _told = upTo;
        GiveUpIfNothingWorks(round);
        if (_plan.Progress is null || _succeeded == 0)
            return;
        foreach (var trial in round.Where(t => t.Status == TrialStatus.Done))
            _newest[trial.Genotype] = trial.Feedback!;
        if (_newest.TryGetValue(_plan.Strategy.Best, out var best))
            _best = best;
    }

    private async ValueTask SettleAsync(int upTo)
    {
        for (int i = _told; i < upTo; i++)
        {
            while (!_proposals[i].Candidate.Settled)
            {
                if (!_crew.Finished.TryRead(out var finished))
                {
                    await _journal.FlushAsync(_cancellation).ConfigureAwait(false);
                    finished = await _crew.Finished.ReadAsync(_cancellation).ConfigureAwait(false);
                }
                Settle(finished);
            }
        }
    }

    private void Settle(Finished<TFeedback> finished)
    {
        if (finished.Fault is { } fault)
            ExceptionDispatchInfo.Throw(fault);
        var verdict = finished.Verdict;
        finished.Candidate.Settle(verdict);
        _journal.Add(new ResultRecord(
            finished.Candidate.Name.Key, finished.Candidate.Name.Fidelity, verdict.Status,
            verdict.Status == TrialStatus.Done ? verdict.Feedback!.ToJson() : null,
            verdict.Message, finished.Started, finished.Duration));
        if (verdict.Status == TrialStatus.Infeasible)
            return;
        _finished++;
        _failed += verdict.Status == TrialStatus.Failed ? 1 : 0;
        Report();
    }

    private static void Replay(Candidate<TFeedback> candidate, ResultRecord record) => candidate.Settle(new(
        record.Status, record.Status == TrialStatus.Done ? TFeedback.FromJson(record.Value!) : default,
        record.Message));

    private Trial<TGenotype, TFeedback> TrialOf(int sequence)
    {
        var (genotype, candidate) = _proposals[sequence];
        return new(sequence, genotype, candidate.Status, candidate.Feedback, candidate.Name.Key,
            candidate.Message, candidate.Name.Fidelity);
    }

    private void GiveUpIfNothingWorks(Trial<TGenotype, TFeedback>[] round)
    {
        foreach (var trial in round)
        {
            _succeeded += trial.Status == TrialStatus.Done ? 1 : 0;
            _failedFirst += trial.Status == TrialStatus.Failed && _succeeded == 0 ? 1 : 0;
            if (_succeeded == 0 && _failedFirst >= MostInitialFailures)
                throw new SearchException(
                    $"The first {_failedFirst} networks all failed; the last one: {trial.Message}");
        }
    }

    private void Report()
    {
        if (_plan.Progress is null)
            return;
        double fraction = _stop.Fraction(_rounds, _finished, Elapsed);
        int done = _finished - _replayed;
        double total = _stop.Evaluations ?? (fraction > 0 ? _finished / fraction : 0);
        TimeSpan? remaining = done > 0 && total > 0 ? Elapsed * Math.Max(total - _finished, 0) / done : null;
        _plan.Progress.Report(new(
            _finished, _stop.Evaluations, _infeasible, _failed, _succeeded > 0, _best, fraction,
            Elapsed, remaining));
    }

    private StudyResult<TGenotype, TFeedback> Conclude()
    {
        var trials = new Trial<TGenotype, TFeedback>[_proposals.Count];
        for (int i = 0; i < trials.Length; i++)
            trials[i] = TrialOf(i);
        if (_succeeded == 0)
        {
            throw new SearchException(
                $"None of {trials.Length} networks could be judged; the last one: {trials[^1].Message} "
                + "Give a larger budget, or check the evaluator.");
        }
        var genotype = _plan.Strategy.Best;
        var best = BestOf(trials, genotype);
        return new(new(genotype, _plan.Space.Conclude(genotype), best.Feedback!, best.Sequence), trials,
            _plan.Evaluator.Fidelity(_plan.Budget))
        {
            Provenance = _plan.Evaluator.Provenance,
            Settings = _settings,
            Evaluations = _counted,
            Rounds = _rounds,
            Reproducible = _stop.Time is null,
            Elapsed = Elapsed,
        };
    }

    // Where weights are shared, a network's newest judgement counts; a strategy that moves in small steps may
    // hand over what was never judged itself: then the last step speaks for it.
    private Trial<TGenotype, TFeedback> BestOf(Trial<TGenotype, TFeedback>[] trials, TGenotype genotype)
    {
        bool IsIt(Trial<TGenotype, TFeedback> t) => t.Status == TrialStatus.Done && t.Genotype.Equals(genotype);
        int found = _plan.Evaluator.PreparesRounds
            ? Array.FindLastIndex(trials, IsIt) : Array.FindIndex(trials, IsIt);
        return trials[found >= 0 ? found : Array.FindLastIndex(trials, t => t.Status == TrialStatus.Done)];
    }

    // On any error or interruption: running evaluations are stopped, and finished ones are not lost.
    private async Task SaveWhatIsDoneAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _crew.DrainAsync().ConfigureAwait(false);
        while (_crew.Finished.TryRead(out var finished))
        {
            if (finished.Fault is null)
                Settle(finished);
        }
        _journal.Add(new StudyEvent("interrupted",
            JsonSerializer.Serialize(new { proposals = _proposals.Count })));
        await _journal.FlushAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
