using System.Collections.Immutable;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial;

/// <summary>One episode, drawn step by step.</summary>
/// <param name="Film">To watch.</param>
/// <param name="Return">The sum of the rewards; the task's worst return if it diverged.</param>
/// <param name="Steps">How long it lasted.</param>
/// <param name="Diverged">Whether something was not a number.</param>
public sealed record EpisodeRecording(Film Film, double Return, int Steps, bool Diverged)
{
    /// <summary>Runs and draws an episode.</summary>
    /// <param name="task">Its environment can be drawn.</param>
    /// <param name="wiring">The network.</param>
    /// <param name="weights">One for each connection.</param>
    /// <param name="starts">How it begins: the first of them.</param>
    /// <param name="stepLimit">It ends after so many steps.</param>
    /// <exception cref="SearchException">The environment cannot be drawn.</exception>
    public static EpisodeRecording Of(
        EnvironmentTask task, NeuronWiring wiring, double[] weights, EpisodeStarts starts, int stepLimit)
    {
        IEpisode episode = starts.Begin(task.Environment);
        if (episode is not IDrawable drawable)
            throw new SearchException($"Episodes of {task.Name} cannot be drawn.");
        var frames = ImmutableArray.CreateBuilder<Drawing>();
        frames.Add(drawable.Draw());
        var lanes = new NeuronLanes(new NeuronProgram(wiring), lanes: 1, isShared: false);
        lanes.SetWeights(0, weights);
        double[] observation = new double[wiring.Inputs], action = new double[wiring.Outputs];
        double sum = 0;
        for (int step = 1; step <= stepLimit; step++)
        {
            episode.Observe(observation);
            Act(lanes, observation, action);
            if (!observation.All(double.IsFinite) || !action.All(double.IsFinite))
                return new(FilmOf(), task.Environment.Spec.WorstReturn, step, Diverged: true);
            StepResult result = episode.Step(action);
            sum += result.Reward;
            frames.Add(drawable.Draw());
            if (result.Done)
                return new(FilmOf(), sum, step, Diverged: false);
        }
        return new(FilmOf(), sum, stepLimit, Diverged: false);

        Film FilmOf() => new(frames.ToImmutable(), EnvironmentCatalog.SecondsPerStep(task.Name));
    }

    // The network of many episodes, in its first lane: the same bits as when it is judged.
    private static void Act(NeuronLanes lanes, ReadOnlySpan<double> observation, Span<double> action)
    {
        for (int i = 0; i < observation.Length; i++)
            lanes.Inputs[i * lanes.Capacity] = observation[i];
        lanes.Run(1);
        for (int i = 0; i < action.Length; i++)
            action[i] = lanes.Outputs[i * lanes.Capacity];
    }
}
