using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tensors;

namespace Precocial;

/// <summary>Weight agnostic networks: a task in, a network out that can do it without training.</summary>
/// <remarks>
/// A choice of three:
/// <list type="number">
/// <item>Space: networks without weights, grown neuron by neuron (§3.2).</item>
/// <item>Strategy: neuroevolution, ranked by the mean over shared weights and, by a coin, connections or the
/// best weight (§3.3).</item>
/// <item>Evaluator: episodes or batches with each of the six shared weights (§3.1).</item>
/// </list>
/// Then the best so far and the last generation's best are compared on fresh episodes, and the winner is
/// measured on others (<see cref="WannResult"/>). The same settings give the same bytes, with any number of
/// threads and after any crash. Its nearest neighbour, <see cref="Design"/>, makes classifiers that are
/// trained. Source: Gaier and Ha, "Weight Agnostic Neural Networks", NeurIPS 2019.
/// </remarks>
public sealed class Wann
{
    private readonly WannRun _run;

    /// <summary>A search for a task.</summary>
    /// <param name="task">What the network is for.</param>
    /// <param name="settings">Null for those that suit the task: <see cref="WannSettings.For"/>.</param>
    public Wann(WeightlessTask task, WannSettings? settings = null)
    {
        (Task, Settings) = (task, settings ?? WannSettings.For(task.Name));
        Space = new WeightlessSpace(task.Inputs, task.Outputs, task.Functions)
        {
            InitialConnections = Settings.InitialConnections,
            InitialMutations = Settings.InitialMutations,
            Scaling = task.Scaling,
            Faithful = Settings.Faithful,
        };
        Ranking = new BySweep { ConnectionsShare = Settings.ConnectionsShare, Faithful = Settings.Faithful };
        Evaluator = task.Judge(SingleWeight.Sweep(SingleWeight.PaperSweep.AsSpan()), Settings);
        _run = new WannRun(this);
    }

    /// <summary>What the network is for.</summary>
    public WeightlessTask Task { get; }

    /// <summary>What results depend on.</summary>
    public WannSettings Settings { get; }

    /// <summary>Which networks exist.</summary>
    public WeightlessSpace Space { get; }

    /// <summary>How a generation is ranked.</summary>
    public BySweep Ranking { get; }

    /// <summary>Who judges them.</summary>
    public IGenerationEvaluator<WeightSweep> Evaluator { get; }

    /// <summary>Time is read from here.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>What the generations depend on, as lines of a table.</summary>
    public IReadOnlyList<WannFact> Facts => [new("Task", Task.Identity), .. Settings.Facts];

    /// <summary>Who proposes them: a new one, that has seen nothing.</summary>
    public NeuroEvolution<WeightlessGenome, WeightSweep> NewStrategy() => new(Space, Ranking, Settings.Selection);

    /// <summary>Whether a store can be gone on with: so that it is known before the work begins.</summary>
    /// <exception cref="SearchException">The store is of another search.</exception>
    public void Check(ISearchStore store) => _run.Load(store);

    /// <summary>Runs the search, or goes on with it where its store ends.</summary>
    /// <param name="store">Where it is kept; null to keep it nowhere.</param>
    /// <param name="workers">Threads; null for this one alone.</param>
    /// <param name="progress">Told after every generation, on this thread.</param>
    /// <param name="cancellationToken">Stops the work; what is done until then is in the store.</param>
    /// <exception cref="SearchException">The store is of another search.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public WannResult Run(
        ISearchStore? store = null, WorkerPool? workers = null, IProgress<WannProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        _run.Run(store ?? new MemorySearchStore(), workers ?? WorkerPool.None, progress, cancellationToken);
}
