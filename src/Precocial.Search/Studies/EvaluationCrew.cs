using System.Threading.Channels;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Judges candidates, at most so many at once, and reports each as it is finished, in any
/// order.</summary>
internal sealed class EvaluationCrew<TFeedback>(
    IEvaluator<TFeedback> evaluator, int workers, TimeProvider time, CancellationToken cancellationToken)
    where TFeedback : IFeedback<TFeedback>
{
    private readonly SemaphoreSlim _free = new(workers);
    private readonly List<Task> _running = [];

    private readonly Channel<Finished<TFeedback>> _finished =
        Channel.CreateUnbounded<Finished<TFeedback>>(new() { SingleReader = true });

    public ChannelReader<Finished<TFeedback>> Finished => _finished.Reader;

    /// <summary>Judges on the calling thread; completes at once when the evaluator does.</summary>
    public async ValueTask<Finished<TFeedback>> JudgeHereAsync(
        Candidate<TFeedback> candidate, ArchitectureGraph graph, Budget budget, Rng rng)
    {
        var started = time.GetUtcNow();
        long from = time.GetTimestamp();
        var verdict = await JudgeAsync(graph, budget, rng).ConfigureAwait(false);
        return new(candidate, verdict, null, started, time.GetElapsedTime(from));
    }

    /// <summary>Judges on another thread, when one is free; the outcome comes through
    /// <see cref="Finished"/>.</summary>
    public void JudgeElsewhere(
        Candidate<TFeedback> candidate, ArchitectureGraph graph, Budget budget, Rng rng)
    {
        _running.RemoveAll(t => t.IsCompleted);
        _running.Add(RunAsync(candidate, graph, budget, rng));
    }

    /// <summary>Waits until nothing is running. Never throws: outcomes come through
    /// <see cref="Finished"/>.</summary>
    public Task DrainAsync() => Task.WhenAll(_running);

    private async Task RunAsync(
        Candidate<TFeedback> candidate, ArchitectureGraph graph, Budget budget, Rng rng)
    {
        await _free.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            // A thread of its own: evaluations compute for seconds, and would starve the pool that the study
            // needs.
            var finished = await Task.Factory.StartNew(
                () => JudgeHereAsync(candidate, graph, budget, rng).AsTask(), CancellationToken.None,
                TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default)
                .Unwrap().ConfigureAwait(false);
            _finished.Writer.TryWrite(finished);
        }
        catch (Exception e)
        {
            _finished.Writer.TryWrite(new(candidate, default, e, default, default));
        }
        finally
        {
            _free.Release();
        }
    }

    private async ValueTask<Verdict<TFeedback>> JudgeAsync(ArchitectureGraph graph, Budget budget, Rng rng)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var task = evaluator.EvaluateAsync(graph, budget, rng, cancellationToken);
            var feedback = task.IsCompletedSuccessfully ? task.Result : await task.ConfigureAwait(false);
            return feedback.IsFinite
                ? new(TrialStatus.Done, feedback, null)
                : new(TrialStatus.Failed, default, $"the feedback is not finite: {feedback.ToJson()}");
        }
        catch (Exception e) when (IsOfTheCandidate(e))
        {
            return new(TrialStatus.Failed, default,
                $"{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    // A bad table or data file would fail for every network: it ends the study instead.
    private bool IsOfTheCandidate(Exception e) =>
        e is not (SearchException or Tasks.DataException)
        && !(e is OperationCanceledException && cancellationToken.IsCancellationRequested);
}

/// <summary>A finished evaluation, or the error that must end the study.</summary>
internal readonly record struct Finished<TFeedback>(
    Candidate<TFeedback> Candidate, Verdict<TFeedback> Verdict, Exception? Fault, DateTimeOffset Started,
    TimeSpan Duration);
