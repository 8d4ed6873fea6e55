using Precocial.Testing;

namespace Precocial.Tasks.Tests;

public sealed class RacerTests : EnvironmentConformance
{
    private static readonly double[] Ahead = [0, -0.7, 0];

    protected override int Steps => 60;

    protected override IEnvironment Create() => new Racer(new BrightnessEncoder());

    [Fact]
    public void Spec_SaysWhatAnAgentMustFit()
    {
        var spec = new Racer(new BrightnessEncoder()).Spec;
        (spec.Name, spec.Observations, spec.Actions, spec.StepLimit).ShouldBe(("racer", 3, 3, 1001));
        spec.WorstReturn.ShouldBe(-200.1, tolerance: 1e-9);
    }

    [Fact]
    public void Step_ActionsBeyondTheirRange_AreClipped()
    {
        Step([9, 9, 9]).ShouldBe(Step([1, 1, 1]));
        Step([-9, -9, -9]).ShouldBe(Step([-1, -1, 0]));
    }

    [Fact]
    public void Step_GasZero_IsHalfTheEngine()
    {
        var episode = new Racer(new BlindEncoder()).BeginRace(seed: 1);
        for (int i = 0; i < 8; i++)
            episode.Step([0, 0, 0]);
        episode.Race.Car.Wheels[2].Gas.ShouldBe(0.5, tolerance: 1e-12);
        episode.Race.Car.Wheels[0].Gas.ShouldBe(0);
    }

    [Fact]
    public void Step_SteeringToTheRight_TurnsTheCarClockwise()
    {
        var episode = new Racer(new BlindEncoder()).BeginRace(seed: 1);
        float before = episode.Race.Car.Hull.Angle;
        for (int i = 0; i < 40; i++)
            episode.Step([0.3, -0.7, 0]);
        episode.Race.Car.Hull.Angle.ShouldBeLessThan(before - 0.2f);
    }

    [Fact]
    public void Step_AtRest_LastsAsLongAsTheLimitAndCostsATenthAStep()
    {
        var racer = new Racer(new BlindEncoder(), new RacerOptions { StepLimit = 30 });
        var (total, steps, episode) = Run(racer.BeginRace(seed: 2), _ => [0, -1, 1]);
        steps.ShouldBe(30);
        double tiles = episode.Progress * 1000;
        tiles.ShouldBeGreaterThan(0, "the car starts on tiles");
        total.ShouldBe(tiles - 3, tolerance: 1e-9);
    }

    [Fact]
    public void Step_OffTheField_EndsWithMinusAHundred()
    {
        // Straight on from the start of a road that ends: 333 m later the field ends too.
        var track = new RaceTrack([.. RaceTrack.Generate(3).Tiles.Take(10)], new TrackPoint(0, 0, 0, 300));
        var episode = new Racer(new BlindEncoder()).BeginOn(track);
        double last = 0;
        var (_, steps, _) = Run(episode, _ => Ahead, reward => last = reward);
        last.ShouldBe(-100);
        steps.ShouldBeLessThan(500);
    }

    [Fact]
    public void Driver_WhoKnowsTheRoad_StaysOnIt()
    {
        foreach (int seed in (ReadOnlySpan<int>)[0, 1])
        {
            var episode = new Racer(new BlindEncoder()).BeginRace(seed);
            var driver = new CentreLineDriver();
            var (total, _, _) = Run(episode, e =>
            {
                var action = new double[3];
                driver.Drive(e, action);
                return action;
            });
            // At most 45 m/s, 1001 steps: 900 m of about 1000; one that leaves the road gets under 200.
            total.ShouldBeGreaterThan(400, $"seed {seed}");
        }
    }

    [Fact]
    public void Observe_Twice_EncodesOnce()
    {
        var encoder = new BrightnessEncoder();
        var episode = new Racer(encoder).Begin(seed: 4);
        double[] first = new double[3], second = new double[3];
        episode.Observe(first);
        episode.Observe(second);
        second.ShouldBe(first);
        encoder.Frames.ShouldBe(1);
        episode.Step(Ahead);
        episode.Observe(second);
        encoder.Frames.ShouldBe(2);
    }

    [Fact]
    public void Capture_AfterTheFirstSecond_ShowsGrassRoadAndHull()
    {
        var episode = new Racer(new BlindEncoder()).BeginRace(seed: 0);
        for (int i = 0; i < 60; i++)
            episode.Step(Ahead);
        var frame = new byte[RacerEpisode.FrameBytes];
        episode.Capture(frame);
        // The hull's origin is at row 72 of the 84 that are seen, in the middle: row 54, column 32 of 64.
        int hull = 3 * ((56 * 64) + 31), road = 3 * ((40 * 64) + 32), grass = 3 * ((30 * 64) + 2);
        frame[hull].ShouldBeGreaterThan((byte)(frame[hull + 1] + 50));
        frame[road].ShouldBe(frame[road + 1]);
        frame[grass + 1].ShouldBeGreaterThan((byte)190);
    }

    [Fact]
    public void Draw_ShowsTheCarInTheMiddle()
    {
        var episode = new Racer(new BlindEncoder()).BeginRace(seed: 0);
        var raster = new Raster(300, 200);
        raster.Paint(episode.Draw());
        raster[150, 100].ShouldBe(new Colour(204, 0, 0));
        raster[2, 2].ShouldNotBe(new Colour(204, 0, 0));
    }

    private static (float, float, float) Step(double[] action)
    {
        var episode = new Racer(new BlindEncoder()).BeginRace(seed: 1);
        for (int i = 0; i < 10; i++)
            episode.Step(action);
        var hull = episode.Race.Car.Hull;
        return (hull.Position.X, hull.Position.Y, hull.Angle);
    }

    private static (double Total, int Steps, RacerEpisode Episode) Run(
        RacerEpisode episode, Func<RacerEpisode, double[]> agent, Action<double>? watch = null)
    {
        double total = 0;
        for (int steps = 1; ; steps++)
        {
            StepResult result = episode.Step(agent(episode));
            watch?.Invoke(result.Reward);
            total += result.Reward;
            if (result.Done)
                return (total, steps, episode);
        }
    }

    // The mean of each colour.
    private sealed class BrightnessEncoder : IFrameEncoder
    {
        public int Size => 3;

        public int Frames { get; private set; }

        public void Encode(ReadOnlySpan<byte> frame, Span<double> latent)
        {
            Frames++;
            latent.Clear();
            for (int i = 0; i < frame.Length; i++)
                latent[i % 3] += frame[i] / 255.0 / 4096;
        }
    }
}
