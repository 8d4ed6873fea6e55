using Precocial.Tasks.Physics;
using Precocial.Testing;

namespace Precocial.Tasks.Tests;

/// <summary>Recorded runs of gym's walker on Box2D 2.3.0: equal bit for bit.</summary>
public sealed class BipedGoldenTests
{
    private static readonly string[] Parts = ["hull", "legL", "lowL", "legR", "lowR"];

    // walker_NAME_tSEED.csv.
    [SkippableFact]
    public void Replay_OfRecordedActions_GivesTheSameBits()
    {
        foreach (string path in Goldens.Files("physics", "walker_*_t*.csv"))
            Replay(GoldenTable.Read(path), int.Parse(Path.GetFileNameWithoutExtension(path).Split("_t")[^1]));
    }

    private static void Replay(GoldenTable golden, int seed)
    {
        var episode = (BipedEpisode)new BipedalWalker().Begin(seed);
        ShouldBeAt(golden, 0, episode);
        for (int t = 1; t < golden.Count; t++)
        {
            double[] action = [.. Enumerable.Range(0, 4).Select(i => golden.Double(t, $"a{i}"))];
            StepResult result = episode.Step(action);
            ShouldBeAt(golden, t, episode);
            GoldenTable.Printed(result.Reward, digits: 12)
                .ShouldBe(golden.Double(t, "reward"), $"row {t}: reward");
            result.Done.ShouldBe(golden.Double(t, "done") != 0, $"row {t}: done");
        }
    }

    [SkippableFact]
    public void OneStep_FromRecordedStates_GivesTheSameBits()
    {
        foreach (string path in Goldens.Files("physics", "walker_coldstep*.csv"))
            StepEachRow(GoldenTable.Read(path));
    }

    private static void StepEachRow(GoldenTable golden)
    {
        for (int row = 0; row < golden.Count; row++)
        {
            var world = new World(new Vec2(0f, -10f));
            BipedTerrain.Of((int)golden.Double(row, "terrain"), hardcore: false).AddTo(world);
            var walker = new BipedBody(world, startForce: 0);
            Place(walker, golden, row);
            walker.Drive([.. Enumerable.Range(0, 4).Select(i => golden.Double(row, $"a{i}"))]);
            world.Step((float)(1 / 50.0), 180, 60);
            ShouldBe(walker.Bodies, golden, row, "n_");
            ShouldTouch(world, golden, row);
        }
    }

    [SkippableFact]
    public void Terrain_OfASeed_IsGyms()
    {
        foreach (string path in Goldens.Files("physics/terrains", "*.csv"))
        {
            int seed = int.Parse(Path.GetFileNameWithoutExtension(path).Split('_')[1]);
            double[][] lines =
                [.. File.ReadLines(path).Select(line => line.Split(',').Select(double.Parse).ToArray())];
            BipedTerrain terrain = BipedTerrain.Of(seed, hardcore: false);
            terrain.StartForce.ShouldBe(lines[0][0]);
            terrain.Heights.ToArray().ShouldBe(lines.Skip(1).Select(line => line[1]));
            lines.Skip(1).Select((line, i) => line[0] - (i * 14 / 30.0))
                .ShouldAllBe(d => Math.Abs(d) < 1e-12);
        }
    }

    private static void Place(BipedBody walker, GoldenTable golden, int row)
    {
        for (int i = 0; i < Parts.Length; i++)
        {
            float At(string what) => golden.Float(row, $"s_{Parts[i]}_{what}");
            walker.Bodies[i].Place(new Vec2(At("x"), At("y")), At("a"));
            walker.Bodies[i].LinearVelocity = new Vec2(At("vx"), At("vy"));
            walker.Bodies[i].AngularVelocity = At("w");
        }
    }

    private static void ShouldBeAt(GoldenTable golden, int row, BipedEpisode episode)
    {
        ShouldBe(episode.Bodies, golden, row, "");
        ShouldTouch(episode.World, golden, row);
        double[] observation = new double[24];
        episode.Observe(observation);
        for (int i = 0; i < observation.Length; i++)
        {
            GoldenTable.Printed(observation[i], digits: 9)
                .ShouldBe(golden.Double(row, $"o{i}"), $"row {row}: o{i}");
        }
    }

    private static void ShouldBe(ReadOnlySpan<Body> bodies, GoldenTable golden, int row, string prefix)
    {
        for (int i = 0; i < Parts.Length; i++)
        {
            Body body = bodies[i];
            (string What, float Is)[] values =
            [
                ("x", body.Position.X), ("y", body.Position.Y), ("a", body.Angle),
                ("vx", body.LinearVelocity.X), ("vy", body.LinearVelocity.Y), ("w", body.AngularVelocity),
            ];
            foreach ((string what, float value) in values)
            {
                string column = $"{prefix}{Parts[i]}_{what}";
                value.ShouldBe(golden.Float(row, column), $"row {row}: {column}");
            }

        }
    }

    private static void ShouldTouch(World world, GoldenTable golden, int row)
    {
        world.Contacts.Count(c => c.IsTouching).ShouldBe((int)golden.Double(row, "touching"), $"row {row}");
        world.Contacts.Sum(c => c.PointCount).ShouldBe((int)golden.Double(row, "points"), $"row {row}");
    }
}
