namespace Precocial.Tasks;

/// <summary>A task with a body: an agent observes, acts and is rewarded, until the episode ends.</summary>
/// <remarks>
/// Immutable and shared by all threads; what changes is in the <see cref="IEpisode"/>. An environment of one's own is
/// these two interfaces. Its nearest neighbour: a <see cref="Dataset"/>, where samples do not depend on answers.
/// Capabilities are further interfaces: <see cref="IStartable"/> for given start states, <see cref="IDrawable"/> for
/// pictures, lanes for speed.
/// </remarks>
public interface IEnvironment
{
    /// <summary>Sizes and limits.</summary>
    EnvironmentSpec Spec { get; }

    /// <summary>A new episode. The same seed gives the same episode for the same actions.</summary>
    IEpisode Begin(int seed);
}

/// <summary>What an agent must fit.</summary>
/// <param name="Name">For tables and files.</param>
/// <param name="Observations">How many numbers an observation has.</param>
/// <param name="Actions">How many numbers an action has.</param>
/// <param name="StepLimit">An episode never lasts longer.</param>
/// <param name="WorstReturn">The return of an episode that diverges: no agent that keeps to numbers does
/// worse.</param>
public sealed record EnvironmentSpec(string Name, int Observations, int Actions, int StepLimit, double WorstReturn);

/// <summary>One episode, used by one thread.</summary>
public interface IEpisode
{
    /// <summary>Writes what the agent sees now, <see cref="EnvironmentSpec.Observations"/> numbers.</summary>
    void Observe(Span<double> observation);

    /// <summary>Acts for one time step. Not called again once done.</summary>
    /// <param name="action"><see cref="EnvironmentSpec.Actions"/> numbers, finite.</param>
    StepResult Step(ReadOnlySpan<double> action);
}

/// <summary>What one time step gave.</summary>
/// <param name="Reward">Their sum over the episode is the return.</param>
/// <param name="Done">Whether the episode is over.</param>
public readonly record struct StepResult(double Reward, bool Done);

/// <summary>An environment whose episodes can begin in a given state.</summary>
public interface IStartable : IEnvironment
{
    /// <summary>The names of a start state's numbers, as in the header of a file of them.</summary>
    IReadOnlyList<string> StartColumns { get; }

    /// <summary>An episode that begins in a state.</summary>
    /// <param name="start">One number for each of <see cref="StartColumns"/>.</param>
    IEpisode BeginAt(ReadOnlySpan<double> start);
}
