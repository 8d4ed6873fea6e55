using Precocial.Tasks.Physics;
using Precocial.Testing;

namespace Precocial.Tasks.Tests;

/// <summary>Recorded runs of gym's car on Box2D 2.3.0: equal bit for bit.</summary>
public sealed class RaceGoldenTests
{
    private static readonly string[] Wheels = ["FL", "FR", "RL", "RR"];

    // car_NAME_TRACK.csv.
    [SkippableFact]
    public void Replay_OfRecordedActions_GivesTheSameBits()
    {
        foreach (string path in Goldens.Files("physics", "car_*_*.csv"))
        {
            GoldenTable golden = GoldenTable.Read(path);
            string track = Path.GetFileNameWithoutExtension(path).Split('_')[^1];
            var race = new Race(TrackFiles.Read(track));
            ShouldBeAt(golden, 0, race);
            for (int t = 1; t < golden.Count; t++)
            {
                StepResult result = race.Step(
                    golden.Double(t, "steer"), golden.Double(t, "gas"), golden.Double(t, "brake"));
                ShouldBeAt(golden, t, race);
                GoldenTable.Printed(result.Reward, digits: 12)
                    .ShouldBe(golden.Double(t, "reward"), tolerance: 1e-10, $"{track}, row {t}: reward");
                result.Done.ShouldBe(golden.Double(t, "done") != 0, $"{track}, row {t}: done");
            }
        }
    }

    private static void ShouldBeAt(GoldenTable golden, int t, Race race)
    {
        race.VisitedTiles.ShouldBe((int)golden.Double(t, "visited"), $"row {t}: visited");
        ShouldBe(race.Car.Hull, golden, t, "hull");
        for (int i = 0; i < 4; i++)
        {
            CarWheel wheel = race.Car.Wheels[i];
            ShouldBe(wheel.Body, golden, t, Wheels[i]);
            wheel.Tiles.ShouldBe((int)golden.Double(t, $"tiles{Wheels[i]}"), $"row {t}: tiles {Wheels[i]}");
            wheel.Joint.Angle.ShouldBe(golden.Float(t, $"ja{Wheels[i]}"), $"row {t}: angle {Wheels[i]}");
            GoldenTable.Printed(wheel.Omega, digits: 12)
                .ShouldBe(golden.Double(t, $"om{Wheels[i]}"), tolerance: 1e-9, $"row {t}: omega {Wheels[i]}");
        }
    }

    private static void ShouldBe(Body body, GoldenTable golden, int t, string name)
    {
        float[] ours =
        [
            body.Position.X, body.Position.Y, body.Angle,
            body.LinearVelocity.X, body.LinearVelocity.Y, body.AngularVelocity,
        ];
        string[] columns = ["x", "y", "a", "vx", "vy", "w"];
        for (int i = 0; i < columns.Length; i++)
            ours[i].ShouldBe(golden.Float(t, $"{name}_{columns[i]}"), $"row {t}: {name}_{columns[i]}");
    }
}
