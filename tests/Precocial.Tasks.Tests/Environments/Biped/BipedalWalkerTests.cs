using Precocial.Tasks.Physics;

namespace Precocial.Tasks.Tests;

public sealed class BipedalWalkerTests
{
    private static readonly double[] Still = [0, 0, 0, 0];

    [Fact]
    public void Episodes_OnManyThreads_AreTheSame()
    {
        var environment = new BipedalWalker(new BipedalWalkerOptions { Hardcore = true });
        double[] alone = [.. Enumerable.Range(0, 8).Select(seed => Trace(environment, seed))];
        double[] together = new double[alone.Length];
        Parallel.For(0, alone.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, seed =>
            together[seed] = Trace(environment, seed));
        together.ShouldBe(alone);
        alone.Distinct().Count().ShouldBe(alone.Length);
    }

    [Fact]
    public void StandingStill_FallsOverAndIsPenalisedOnlyWhenAsked()
    {
        StepResult search = RunToEnd(new BipedalWalker(), out int steps);
        StepResult judged = RunToEnd(
            new BipedalWalker(new BipedalWalkerOptions { PenalisesFalls = true }), out int sameSteps);
        sameSteps.ShouldBe(steps);
        judged.Reward.ShouldBe(-100);
        search.Reward.ShouldBeInRange(-20, 20);
    }

    [Fact]
    public void StepLimit_CountsTheStepOfTheReset()
    {
        RunToEnd(new BipedalWalker(new BipedalWalkerOptions { StepLimit = 20 }), out int steps);
        steps.ShouldBe(19);
    }

    [Theory]
    [InlineData(false, 1600, "BipedalWalker-v2")]
    [InlineData(true, 2000, "BipedalWalkerHardcore-v2")]
    public void Spec_IsGyms(bool hardcore, int limit, string name)
    {
        EnvironmentSpec spec = new BipedalWalker(new BipedalWalkerOptions { Hardcore = hardcore }).Spec;
        (spec.Name, spec.Observations, spec.Actions, spec.StepLimit).ShouldBe((name, 24, 4, limit));
        spec.WorstReturn.ShouldBeLessThan(-200);
    }

    [Fact]
    public void HardcoreTerrain_HasAllThreeObstacles()
    {
        var terrains = Enumerable.Range(0, 10).Select(seed => BipedTerrain.Of(seed, hardcore: true));
        double[] heights = [.. terrains.SelectMany(t => t.Obstacles).Select(Height)];
        const double step = BipedScale.TerrainStep;
        heights.ShouldContain(h => Math.Abs(h - (4 * step)) < 1e-9, "walls of pits are four steps high");
        heights.ShouldContain(h => Math.Abs(h - (2 * step)) < 1e-9, "tall stumps are two");
        heights.ShouldContain(h => Math.Abs(h - step) < 1e-9, "stairs and low stumps are one");
        heights.ShouldAllBe(h => h < 4.5 * step);
    }

    [Fact]
    public void HardcoreTerrain_AfterAPit_IsAsHighAsBefore()
    {
        BipedTerrain terrain = Enumerable.Range(0, 50).Select(seed => BipedTerrain.Of(seed, hardcore: true))
            .First(t => t.Obstacles.Any(o => Height(o) > 3 * BipedScale.TerrainStep));
        var wall = terrain.Obstacles.First(o => Height(o) > 3 * BipedScale.TerrainStep);
        int at = (int)Math.Round(wall[0].X / BipedScale.TerrainStep);
        terrain.Heights[at].ShouldBe(wall[0].Y);
        terrain.Heights[at + 1].ShouldBe(wall[0].Y - (4 * BipedScale.TerrainStep));
        terrain.Heights.Slice(at + 2, 5).ToArray().ShouldContain(wall[0].Y);
    }

    [Fact]
    public void Lidar_OverFlatGround_GrowsWithTheAngle()
    {
        var episode = new BipedalWalker().Begin(0);
        double[] seen = new double[24];
        episode.Observe(seen);
        seen[14..].ShouldBe(seen[14..].Order());
        seen[14].ShouldBeInRange(0.3, 0.6);
        seen[23].ShouldBe(1);
    }

    [Fact]
    public void Drawing_ShowsGroundLidarAndFiveBodies()
    {
        var episode = (IDrawable)new BipedalWalker(new BipedalWalkerOptions { Hardcore = true }).Begin(3);
        Drawing drawing = episode.Draw();
        drawing.Strokes.Length.ShouldBeGreaterThan(5 + 10 + 40);
        drawing.Strokes[^5..].ShouldAllBe(stroke => stroke.Points.Length >= 4 && stroke.Width == 0);
        drawing.Width.ShouldBe(20);
    }

    [Fact]
    public void TooShortAnEpisode_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(
            () => new BipedalWalker(new BipedalWalkerOptions { StepLimit = 1 }));

    private static double Height((double X, double Y)[] corners) =>
        corners.Max(p => p.Y) - corners.Min(p => p.Y);

    private static StepResult RunToEnd(BipedalWalker environment, out int steps)
    {
        IEpisode episode = environment.Begin(0);
        StepResult result;
        steps = 0;
        do
        {
            result = episode.Step(steps < 10 ? Still : [0.9, 0.9, 0.9, 0.9]);
            steps++;
        }
        while (!result.Done);
        return result;
    }

    private static double Trace(BipedalWalker environment, int seed)
    {
        IEpisode episode = environment.Begin(seed);
        double[] seen = new double[24];
        double sum = 0;
        for (int step = 0; step < 120; step++)
        {
            episode.Observe(seen);
            sum += seen.Sum() + episode.Step([Math.Sin(step * 0.1), 0.5, Math.Cos(step * 0.1), -0.5]).Reward;
        }

        return sum;
    }
}
