using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Testing;

/// <summary>What every environment keeps; derive from it and name one.</summary>
public abstract class EnvironmentConformance
{
    /// <summary>The environment.</summary>
    protected abstract IEnvironment Create();

    /// <summary>Steps that a test takes at most: fewer for slow environments.</summary>
    protected virtual int Steps => 300;

    [Fact]
    public void Spec_Always_IsSound()
    {
        EnvironmentSpec spec = Create().Spec;
        spec.Name.ShouldNotBeNullOrWhiteSpace();
        Math.Min(spec.Observations, Math.Min(spec.Actions, spec.StepLimit)).ShouldBeGreaterThan(0);
        double.IsFinite(spec.WorstReturn).ShouldBeTrue();
    }

    [Fact]
    public void Begin_SameSeedAndActions_GivesTheSameEpisode() =>
        Run(Create(), seed: 3, Steps).ShouldBe(Run(Create(), seed: 3, Steps));

    [Fact]
    public void Begin_AnotherSeed_GivesAnotherEpisode() =>
        Run(Create(), seed: 3, Steps).ShouldNotBe(Run(Create(), seed: 4, Steps));

    [Fact]
    public void Episodes_SideBySide_DoNotDisturbOneAnother()
    {
        IEnvironment environment = Create();
        double[] alone = Run(environment, seed: 5, Steps);
        IEpisode other = environment.Begin(6);
        var actions = new double[environment.Spec.Actions];
        Run(environment, seed: 5, Steps, () => other.Step(actions), otherSteps: 5).ShouldBe(alone);
    }

    [Fact]
    public void Observe_Twice_IsTheSameAndChangesNothing()
    {
        IEpisode episode = Create().Begin(1);
        double[] first = new double[Create().Spec.Observations], second = new double[first.Length];
        episode.Observe(first);
        episode.Observe(second);
        second.ShouldBe(first);
        first.ShouldAllBe(v => double.IsFinite(v));
    }

    [Fact]
    public void Draw_DuringAnEpisode_DoesNotChangeIt()
    {
        IEnvironment environment = Create();
        double[] undrawn = Run(environment, seed: 2, Steps);
        double[] drawn = Run(environment, seed: 2, Steps, drawEvery: 7);
        drawn.ShouldBe(undrawn);
    }

    [Fact]
    public void Step_ActionsAtTheirExtremes_StaysFiniteAndEndsWithinTheLimit()
    {
        IEnvironment environment = Create();
        IEpisode episode = environment.Begin(8);
        double[] observation = new double[environment.Spec.Observations];
        double[] action = new double[environment.Spec.Actions];
        int limit = Math.Min(Steps, environment.Spec.StepLimit);
        for (int step = 1; step <= limit; step++)
        {
            Array.Fill(action, step / 20 % 2 == 0 ? 1e6 : -1e6);
            StepResult result = episode.Step(action);
            double.IsFinite(result.Reward).ShouldBeTrue();
            episode.Observe(observation);
            observation.ShouldAllBe(v => double.IsFinite(v));
            if (result.Done)
                return;
        }
        limit.ShouldBeLessThanOrEqualTo(environment.Spec.StepLimit);
    }

    [Fact]
    public void Lanes_WithMovesAndNewEpisodes_AreTheEpisodesThemselves()
    {
        IEnvironment environment = Create();
        int steps = Math.Min(Steps, 60);
        IEpisodeLanes lanes = EpisodeLanes.Of(environment, capacity: 16);
        IEpisode[] episodes = [.. Enumerable.Range(0, 11).Select(environment.Begin)];
        for (int lane = 0; lane < episodes.Length; lane++)
            lanes.Begin(lane, lane);
        int live = episodes.Length;
        double[] observation = new double[environment.Spec.Observations];
        double[] observations = new double[16 * observation.Length];
        double[] actions = new double[16 * environment.Spec.Actions],
            action = new double[environment.Spec.Actions];
        double[] rewards = new double[16];
        var done = new bool[16];
        var rng = new Rng(1);
        for (int step = 0; step < steps && live > 0; step++)
        {
            for (int i = 0; i < actions.Length; i++)
                actions[i] = 2 * rng.NextDouble() - 1;
            bool any = lanes.Step(live, actions, rewards, done);
            any.ShouldBe(done[..live].Contains(true));
            for (int lane = 0; lane < live; lane++)
            {
                for (int i = 0; i < action.Length; i++)
                    action[i] = actions[i * 16 + lane];
                episodes[lane].Step(action).ShouldBe(new StepResult(rewards[lane], done[lane]));
            }
            for (int lane = live - 1; lane >= 0; lane--)
            {
                if (done[lane] || step % 20 == 10 && lane == 4)
                {
                    live--;
                    lanes.Move(live, lane);
                    episodes[lane] = episodes[live];
                }
            }
            lanes.Observe(live, observations);
            for (int lane = 0; lane < live; lane++)
            {
                episodes[lane].Observe(observation);
                for (int i = 0; i < observation.Length; i++)
                    observations[i * 16 + lane].ShouldBe(observation[i]);
            }
        }
    }

    // Observations and rewards of an episode with drawn actions.
    private static double[] Run(IEnvironment environment, int seed, int steps, Action? also = null,
        int otherSteps = 0, int drawEvery = int.MaxValue)
    {
        var seen = new List<double>();
        IEpisode episode = environment.Begin(seed);
        double[] observation = new double[environment.Spec.Observations],
            action = new double[environment.Spec.Actions];
        var rng = new Rng(1);
        for (int step = 0; step < Math.Min(steps, environment.Spec.StepLimit); step++)
        {
            episode.Observe(observation);
            seen.AddRange(observation);
            for (int i = 0; i < action.Length; i++)
                action[i] = 2 * rng.NextDouble() - 1;
            if (step < otherSteps)
                also!();
            if (step % drawEvery == 1 && episode is IDrawable drawable)
                drawable.Draw().Strokes.ShouldNotBeEmpty();
            StepResult result = episode.Step(action);
            seen.Add(result.Reward);
            if (result.Done)
                break;
        }
        return [.. seen];
    }
}
