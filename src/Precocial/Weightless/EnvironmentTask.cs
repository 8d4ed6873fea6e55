using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial;

/// <summary>An environment as the task of a weight agnostic network: observation in, action out.</summary>
/// <param name="environment">One of <see cref="EnvironmentCatalog"/>, or one of your own.</param>
/// <param name="name">How tables and files call it; null for the environment's own name.</param>
public sealed class EnvironmentTask(IEnvironment environment, string? name = null) : WeightlessTask(
    name ?? environment.Spec.Name, environment.Spec.Observations, environment.Spec.Actions)
{
    /// <summary>The environment.</summary>
    public IEnvironment Environment { get; } = environment;

    /// <inheritdoc/>
    public override ImmutableArray<NeuronFunction> Functions => WeightlessSpace.AllFunctions;

    /// <inheritdoc/>
    public override string Measure => "return";

    /// <summary>The authors' offset; 0 for environments that are not theirs.</summary>
    public override double WeightBias => EnvironmentCatalog.WeightBias(Name);

    /// <inheritdoc/>
    public override IGenerationEvaluator<WeightSweep> Judge(
        ImmutableArray<SingleWeight> weights, WannSettings settings) => new RolloutEvaluator(Environment, weights)
        {
            Repetitions = settings.Repetitions,
            StepLimit = settings.StepLimit,
            IgnoresFirstDone = settings.Faithful,
        };

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSweep> Measured(
        IReadOnlyList<NeuronWiring> wirings, ImmutableArray<double> weights, EpisodeStarts starts,
        WorkerPool workers, CancellationToken cancellationToken) =>
    [
        .. wirings.Select(wiring =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            var judge = new EpisodeJudge(Environment, wiring, workers);
            EpisodeScores[] scores = judge.RunMany([.. weights.Select(judge.Shared)], starts);
            return new WeightSweep([.. scores.Select(s => s.Mean)], wiring.Connections,
                scores.Sum(s => s.DivergedCount));
        }),
    ];
}
