using System.Collections.Immutable;

namespace Precocial.Tasks.Tests;

/// <summary>A car at the origin of a straight road, heading up, seen two seconds into the race: 1.5552
/// columns and 1.944 rows to the metre, the hull's origin at column 48, row 72.</summary>
public sealed class RacePainterTests
{
    private static readonly Colour Grass = new(102, 204, 102), LightGrass = new(102, 230, 102);
    private static readonly Colour Road = new(102, 102, 102), Black = new(0, 0, 0);

    [Theory]
    [InlineData(48, 73, 204, 0, 0)] // hull
    [InlineData(46, 69, 0, 0, 0)] // front left wheel, at (-1.1, 1.6) ± (0.28, 0.54) m
    [InlineData(30, 60, 102, 204, 102)] // grass at (-11.3, 5.9) m
    [InlineData(16, 60, 102, 230, 102)] // a light square at (-20.3, 5.9) m
    [InlineData(40, 60, 102, 102, 102)] // road at 5.9 m: tile 6
    [InlineData(40, 53, 105, 105, 105)] // road at 9.5 m: tile 7
    [InlineData(40, 47, 107, 107, 107)] // road at 12.6 m: tile 8
    [InlineData(40, 85, 0, 0, 0)] // panel
    public void Paint_APlace_HasItsColour(int column, int row, byte red, byte green, byte blue) =>
        Paint(Straight())[column, row].ShouldBe(new Colour(red, green, blue));

    [Fact]
    public void Paint_RoadsEdge_IsWhereTheProjectionSays()
    {
        // Half the road's width is 6.667 m, 10.37 columns: centres from 37.63 to 58.37 are road.
        var raster = Paint(Straight());
        raster[37, 60].ShouldBe(Grass);
        raster[38, 60].ShouldBe(Road);
        raster[57, 60].ShouldBe(Road);
        raster[58, 60].ShouldNotBe(Road);
    }

    [Fact]
    public void Paint_TouchedTile_LosesItsTint()
    {
        var scene = Straight();
        scene.Touched[7] = true;
        Paint(scene)[40, 53].ShouldBe(Road);
    }

    [Fact]
    public void Paint_DrivingToTheRight_TurnsTheWorld()
    {
        var scene = Straight();
        scene.Velocity = (10, 0);
        // The road runs along y; with +x up, y points to the left: 24.1 m at column 10, tile 11.
        var raster = Paint(scene);
        raster[10, 70].ShouldBe(new Colour(107, 107, 107));
        raster[48, 20].ShouldBeOneOf(Grass, LightGrass);
    }

    [Fact]
    public void Paint_AtTheStart_IsFarAway()
    {
        var scene = Straight();
        scene.Seconds = 0;
        // 0.0576 columns to the metre: the road is less than one column wide, the hull is gone.
        var raster = Paint(scene);
        raster[40, 60].ShouldBeOneOf(Grass, LightGrass);
        raster[1, 1].ShouldBe(Black, "beyond the field");
    }

    [Fact]
    public void Paint_Indicators_AreBarsOfTheirHeights()
    {
        var scene = Straight();
        scene.Velocity = (0, 50);
        scene.SteeringAngle = -0.4;
        scene.Spin = 2.5;
        scene.Wheels[0] = scene.Wheels[0] with { Omega = 100 };
        scene.Wheels[3] = scene.Wheels[3] with { Omega = 200 };
        var raster = Paint(scene);
        raster[12, 92].ShouldBe(new Colour(255, 255, 255), "speed 50 m/s: one cell, rows 91.2 to 93.6");
        raster[12, 90].ShouldBe(Black);
        raster[17, 92].ShouldBe(new Colour(0, 0, 255), "front left wheel, 100 rad/s: one cell");
        raster[20, 92].ShouldBe(Black, "front right wheel, at rest");
        raster[25, 90].ShouldBe(new Colour(51, 0, 255), "rear right wheel, 200 rad/s: two cells");
        raster[50, 88].ShouldBe(new Colour(0, 255, 0), "steering −0.4: four cells to the right of 20");
        raster[46, 88].ShouldBe(Black);
        raster[70, 88].ShouldBe(new Colour(255, 0, 0), "spin 2.5: two cells to the left of 30");
        raster[73, 88].ShouldBe(Black);
    }

    [Fact]
    public void Paint_Kerbs_AreWhiteAndRedInTurn()
    {
        var scene = new RaceScene(Kerbed(), new bool[60]) { Seconds = 2 };
        var raster = Paint(scene);
        // Kerbs reach from 6.67 to 8 m right of the road: columns 58.4 to 60.4; tile 6 is even.
        raster[59, 60].ShouldBe(new Colour(255, 255, 255));
        raster[59, 53].ShouldBe(new Colour(255, 0, 0));
    }

    [Fact]
    public void Paint_Twice_GivesTheSameBytes()
    {
        var track = RaceTrack.Generate(3);
        var scene = new RaceScene(track, new bool[track.Tiles.Length]) { Seconds = 0.4 };
        Paint(scene).Pixels.ShouldBe(Paint(scene).Pixels);
    }

    private static Raster Paint(RaceScene scene)
    {
        var raster = new Raster(96, 96);
        RacePainter.Paint(scene, raster);
        return raster;
    }

    private static RaceScene Straight()
    {
        var scene = new RaceScene(Road60(), new bool[60]) { Seconds = 2 };
        for (int i = 0; i < 4; i++)
        {
            var (x, y) = CarOutline.Wheels[i];
            scene.Wheels[i] = new WheelScene(new BodyPose(x, y, 0), Phase: 0.5, Omega: 0);
        }

        return scene;
    }

    // Tile i reaches from −17.5 + 3.5·i to −14 + 3.5·i metres.
    private static RaceTrack Road60() => new(
        [.. Enumerable.Range(0, 60).Select(i => Tile(i, []))], new TrackPoint(0, 0, 0, 0));

    private static RaceTrack Kerbed() => new(
        [.. Enumerable.Range(0, 60).Select(i => Tile(i, Strip(i, 40 / 6.0, 48 / 6.0)))],
        new TrackPoint(0, 0, 0, 0));

    private static TrackTile Tile(int i, ImmutableArray<(double X, double Y)> kerb) =>
        new(new TrackPoint(0, 0, 0, -14 + (3.5 * i)), Strip(i, -40 / 6.0, 40 / 6.0), kerb);

    private static ImmutableArray<(double X, double Y)> Strip(int i, double left, double right)
    {
        double top = -14 + (3.5 * i), bottom = top - 3.5;
        return [(left, top), (right, top), (right, bottom), (left, bottom)];
    }
}
