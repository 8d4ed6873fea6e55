using System.Globalization;
using System.Text.Json;
using Precocial.Testing;

namespace Precocial.Tasks.Tests;

public sealed class CartPoleSwingUpTests : EnvironmentConformance
{
    protected override IEnvironment Create() => new CartPoleSwingUp();

    [SkippableFact]
    public void Begin_GoldenSeeds_StartsWhereNumpyDoes()
    {
        foreach (string file in Goldens.Files("wann", "swingup_init_states*.csv"))
        {
            foreach (string line in File.ReadLines(file).Skip(1))
            {
                double[] row =
                    [.. line.Split(',').Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
                var start = new double[4];
                CartPoleSwingUp.Start((int)row[0], start);
                start.ShouldBe(row[1..]);
            }
        }
    }

    [SkippableFact]
    public void Step_GoldenTrajectories_AreReplayed()
    {
        foreach (string file in Goldens.Files("wann", "swingup_traj*.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            foreach (JsonElement run in document.RootElement.GetProperty("runs").EnumerateArray())
                Replay(run);
        }
    }

    [Fact]
    public void Step_CartLeavesTheTrack_EndsTheEpisode()
    {
        IEpisode episode = new CartPoleSwingUp().BeginAt([2.39, 2, Math.PI, 0]);
        StepResult result = episode.Step([1]);
        result.Done.ShouldBeTrue();
        result.Reward.ShouldBeInRange(-1, 0);
    }

    [Fact]
    public void Step_PoleHeldUpright_GivesOneAStepUntilTheLimit()
    {
        IEpisode episode = new CartPoleSwingUp(new() { StepLimit = 50 }).BeginAt([0, 0, 0, 0]);
        for (int step = 1; step <= 50; step++)
            episode.Step([0]).ShouldBe(new StepResult(1, step == 50));
    }

    [Fact]
    public void BeginAt_StateThatIsNotANumber_IsRefused() =>
        Should.Throw<ArgumentException>(() => new CartPoleSwingUp().BeginAt([0, 0, double.NaN, 0])).Message
            .ShouldEndWith("one is not finite.");

    [Fact]
    public void Draw_HangingPole_PointsDown()
    {
        var episode = (IDrawable)new CartPoleSwingUp().BeginAt([0.5, 0, Math.PI, 0]);
        Stroke pole = episode.Draw().Strokes[^2];
        pole.Points[0].ShouldBe((0.5, 0));
        pole.Points[1].X.ShouldBe(0.5, 1e-12);
        pole.Points[1].Y.ShouldBe(-0.6, 1e-12);
    }

    private static void Replay(JsonElement run)
    {
        var environment = new CartPoleSwingUp(
            new() { SecondsPerStep = run.GetProperty("dt").GetDouble(), StepLimit = int.MaxValue });
        IEpisode episode = environment.BeginAt(Numbers(run.GetProperty("init_state")));
        var seen = new double[5];
        episode.Observe(seen);
        Near(seen, Numbers(run.GetProperty("init_obs")));
        double[] actions = Numbers(run.GetProperty("actions")), rewards = Numbers(run.GetProperty("rewards"));
        double[][] states = [.. run.GetProperty("states").EnumerateArray().Select(Numbers)];
        for (int step = 0; step < actions.Length; step++)
        {
            Near([episode.Step([actions[step]]).Reward], [rewards[step]]);
            episode.Observe(seen);
            double[] s = states[step];
            Near(seen, [s[0], s[1], Math.Cos(s[2]), Math.Sin(s[2]), s[3]]);
        }
    }

    private static void Near(double[] actual, double[] expected)
    {
        // One last bit a step, doubled some ten times over 200 steps of a chaotic pole.
        for (int i = 0; i < expected.Length; i++)
            actual[i].ShouldBe(expected[i], 1e-9 * Math.Max(1, Math.Abs(expected[i])));
    }

    private static double[] Numbers(JsonElement array) =>
        [.. array.EnumerateArray().Select(v => v.GetDouble())];
}
