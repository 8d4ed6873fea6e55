using System.Text.Json;
using Precocial.Tasks;
using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class RolloutTests
{
    private static readonly int[] s_seeds = [.. Enumerable.Range(0, 100)];

    /// <summary>The weights whose episodes the reference's own three implementations agree on, and by how
    /// much.</summary>
    private static readonly Dictionary<double, double> s_exact =
        new() { [-1] = 1e-6, [-0.5] = 1e-6, [0.5] = 1e-6, [1] = 1e-6, [0.78] = 1e-6 };

    [SkippableFact]
    public void Run_GoldenChampion_ReplaysTheAuthorsScores()
    {
        NeuronWiring champion = Champion(out double[] tuned);
        using var document = Open("swing_scores.json");
        foreach (JsonElement run in document.RootElement.GetProperty("runs").EnumerateArray())
        {
            double? weight = run.GetProperty("weight").ValueKind == JsonValueKind.Null
                ? null : run.GetProperty("weight").GetDouble();
            EpisodeScores scores = weight is { } shared
                ? Rollout.RunShared(champion, shared, new CartPoleSwingUp(), s_seeds)
                : Rollout.Run(champion, tuned, new CartPoleSwingUp(), s_seeds);
            double mean = run.GetProperty("mean").GetDouble();
            if (weight is { } w && s_exact.TryGetValue(w, out double slack))
            {
                double[] rewards = GoldenWiring.Numbers(run, "rewards");
                for (int i = 0; i < rewards.Length; i++)
                    scores.Returns[i].ShouldBe(rewards[i], slack, $"weight {w}, seed {i}");
                scores.Steps.Select(s => (double)s).ShouldBe(GoldenWiring.Numbers(run, "steps"));
                scores.Deviation.ShouldBe(run.GetProperty("std").GetDouble(), slack);
            }
            // Chaotic: means of 100 episodes differ by up to 10 between the reference's implementations.
            double slackOfMean = weight is null ? 0.5 : weight < -1 ? 15 : weight > 1 ? 3 : 1e-6;
            scores.Mean.ShouldBe(mean, slackOfMean, $"weight {weight}");
        }
    }

    // From each recorded state to the next: the tuned network amplifies a last bit to the first within 1000
    // steps.
    [SkippableTheory]
    [InlineData("trace_zoo_seed0", true)]
    [InlineData("trace_shared1_seed0", false)]
    public void Run_GoldenTrace_IsFollowedStepByStep(string name, bool isTuned)
    {
        NeuronWiring champion = Champion(out double[] tuned);
        using var document = Open("swing_scores.json");
        JsonElement trace = document.RootElement.GetProperty(name);
        double[] state = GoldenWiring.Numbers(trace, "init_state"), seen = new double[5];
        var lanes = new NeuronLanes(new NeuronProgram(champion), 1, isShared: false);
        lanes.SetWeights(0, isTuned ? tuned : [.. Enumerable.Repeat(1.0, champion.Connections)]);
        foreach (JsonElement step in trace.GetProperty("steps").EnumerateArray())
        {
            double[] expected = [.. step.EnumerateArray().Select(v => v.GetDouble())];
            IEpisode episode = new CartPoleSwingUp().BeginAt(state);
            episode.Observe(seen);
            for (int i = 0; i < 5; i++)
                lanes.Inputs[i * lanes.Capacity] = seen[i];
            lanes.Run(1);
            // 1e-16 through a dozen layers with slopes up to 7π.
            lanes.Outputs[0].ShouldBe(expected[0], 1e-8);
            episode.Step([lanes.Outputs[0]]).Reward.ShouldBe(expected[5], 1e-9);
            state = expected[1..5];
            episode.Observe(seen);
            double[] next = [state[0], state[1], Math.Cos(state[2]), Math.Sin(state[2]), state[3]];
            for (int i = 0; i < 5; i++)
                seen[i].ShouldBe(next[i], 1e-9 * Math.Max(1, Math.Abs(next[i])));
        }
    }

    [Fact]
    public void Run_ManyEpisodes_EachIsAsIfAlone()
    {
        NeuronWiring wiring = RandomWiring.Of(new Rng(2), 5, 12, 1, 50);
        EpisodeScores together = Rollout.RunShared(wiring, 1.3, new CartPoleSwingUp(), s_seeds);
        together.Steps.Distinct().Count().ShouldBeGreaterThan(1);
        foreach (int seed in new[] { 0, 7, 63, 64, 99 })
        {
            EpisodeScores alone = Rollout.RunShared(wiring, 1.3, new CartPoleSwingUp(), [seed]);
            alone.Returns[0].ShouldBe(together.Returns[seed]);
            alone.Steps[0].ShouldBe(together.Steps[seed]);
        }
    }

    [Fact]
    public void Run_EnvironmentWithoutLanes_GivesTheSameBits()
    {
        NeuronWiring wiring = RandomWiring.Of(new Rng(3), 5, 12, 1, 50);
        int[] seeds = s_seeds[..20];
        EpisodeScores lanes = Rollout.RunShared(wiring, -1, new CartPoleSwingUp(), seeds);
        EpisodeScores scalars = Rollout.RunShared(wiring, -1, new Wrapped(new CartPoleSwingUp()), seeds);
        scalars.Returns.ShouldBe(lanes.Returns);
        scalars.Steps.ShouldBe(lanes.Steps);
    }

    [Fact]
    public void Run_TwoThreads_GivesTheSameBytes()
    {
        NeuronWiring wiring = RandomWiring.Of(new Rng(4), 5, 12, 1, 50);
        double[] weights = Numbers(wiring.Connections);
        int[] seeds = [.. Enumerable.Range(0, 300)];
        using var pool = new WorkerPool(2);
        EpisodeScores one = Rollout.Run(wiring, weights, new CartPoleSwingUp(), seeds);
        EpisodeScores two = Rollout.Run(wiring, weights, new CartPoleSwingUp(), seeds, workers: pool);
        two.Returns.ShouldBe(one.Returns);
    }

    [Fact]
    public void RunMany_SeveralVectors_EachIsAsIfRunByItself()
    {
        NeuronWiring wiring = RandomWiring.Of(new Rng(4), 5, 12, 1, 50);
        double[][] weights = [Numbers(50), [.. Numbers(50).Select(w => -w)]];
        var environment = new CartPoleSwingUp();
        EpisodeScores[] scores =
            Rollout.RunMany(wiring, weights, environment, [[1, 2, 3], [4, 5, 6]], new(100));
        scores[0].Returns.ShouldBe(Rollout.Run(wiring, weights[0], environment, [1, 2, 3], new(100)).Returns);
        scores[1].Returns.ShouldBe(Rollout.Run(wiring, weights[1], environment, [4, 5, 6], new(100)).Returns);
    }

    [Fact]
    public void RunFrom_GivenStarts_SharedAndOwnWeightsAgree()
    {
        NeuronWiring wiring = RandomWiring.Of(new Rng(4), 5, 12, 1, 50);
        double[][] starts = [[0.3, 0, 3, 0], [0.1, 0, 0, 0.2]];
        EpisodeScores shared = Rollout.RunSharedFrom(wiring, 1, new CartPoleSwingUp(), starts, new(200));
        double[] ones = [.. Enumerable.Repeat(1.0, wiring.Connections)];
        EpisodeScores own = Rollout.RunFrom(wiring, ones, new CartPoleSwingUp(), starts, new(200));
        own.Returns[0].ShouldBe(shared.Returns[0], 1e-3);
        own.Steps.ShouldBe(shared.Steps);
    }

    [Theory]
    [InlineData(1, false, 1)]
    [InlineData(1, true, 2)]
    [InlineData(3, true, 3)]
    [InlineData(9, false, 6)]
    public void Rules_DoneAtAStepAndALimit_EndTheEpisode(int doneAt, bool ignoresFirst, int steps)
    {
        var environment = new Counting(stepLimit: 10, doneAt);
        EpisodeScores scores = Rollout.RunShared(s_one, 1, environment, [0], new(StepLimit: 6, ignoresFirst));
        scores.Steps.ShouldBe([steps]);
        scores.Returns.ShouldBe([steps]);
    }

    [Fact]
    public void Run_OutputOverflows_EndsWithTheWorstReturnAndIsCounted()
    {
        NeuronFunction[] squares = [.. Enumerable.Repeat(NeuronFunction.Square, 12)];
        int[] chain = [.. Enumerable.Range(2, 11)];
        var wiring = new NeuronWiring(1, 1, [.. squares], [1, .. chain], [2, .. chain.Select(c => c + 1)]);
        EpisodeScores scores =
            Rollout.RunShared(wiring, 1, new Counting(stepLimit: 10, doneAt: 9), [0, 5, 1]);
        scores.Diverged.ShouldBe([false, true, false]);
        scores.Returns.ShouldBe([9, -7, 9]);
        scores.DivergedCount.ShouldBe(1);
    }

    [Fact]
    public void Run_EnvironmentGivesNoNumber_NamesItAndTheStep() =>
        Should.Throw<SearchException>(
            () => Rollout.RunShared(s_one, 1, new Counting(10, 9, nanAt: 3), [0])).Message
            .ShouldBe("counting: the environment returned the reward NaN at step 3, though the action was "
                + "finite.");

    [Fact]
    public void Run_NetworkOfAnotherSize_SaysBoth() =>
        Should.Throw<SearchException>(() => Rollout.RunShared(s_one, 1, new CartPoleSwingUp(), [0])).Message
            .ShouldBe("The network has 1 inputs and 1 outputs, but swingup has 5 observations and 1 "
                + "actions.");

    private static readonly NeuronWiring s_one = new(1, 1, [NeuronFunction.Linear], [1], [2]);

    private static double[] Numbers(int count)
    {
        var rng = new Rng(8);
        return [.. Enumerable.Range(0, count).Select(_ => 2 * rng.NextNormal())];
    }

    private static NeuronWiring Champion(out double[] tuned)
    {
        using var document = Open("net_swing.json");
        tuned = GoldenWiring.Numbers(document.RootElement.GetProperty("tuned"), "weights");
        double bias = document.RootElement.GetProperty("tuned").GetProperty("weight_bias").GetDouble();
        bias.ShouldBe(-1.5);
        return GoldenWiring.Of(document.RootElement, 5, 1);
    }

    private static JsonDocument Open(string name) =>
        JsonDocument.Parse(File.ReadAllText(Goldens.File("wann", name)));

    /// <summary>An environment whose lanes are hidden.</summary>
    private sealed class Wrapped(IEnvironment inner) : IEnvironment
    {
        public EnvironmentSpec Spec => inner.Spec;

        public IEpisode Begin(int seed) => inner.Begin(seed);
    }

    /// <summary>Shows its seed; a reward of 1 a step.</summary>
    private sealed class Counting(int stepLimit, int doneAt, int nanAt = 0) : IEnvironment
    {
        public EnvironmentSpec Spec => new("counting", 1, 1, stepLimit, WorstReturn: -7);

        public IEpisode Begin(int seed) => new Episode(seed, doneAt, nanAt);

        private sealed class Episode(int seed, int doneAt, int nanAt) : IEpisode
        {
            private int _steps;

            public void Observe(Span<double> observation) => observation[0] = seed;

            public StepResult Step(ReadOnlySpan<double> action)
            {
                double.IsFinite(action[0]).ShouldBeTrue();
                _steps++;
                return new(_steps == nanAt ? double.NaN : 1, _steps >= doneAt);
            }
        }
    }
}
