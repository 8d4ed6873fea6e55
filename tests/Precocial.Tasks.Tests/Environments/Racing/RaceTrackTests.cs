namespace Precocial.Tasks.Tests;

public sealed class RaceTrackTests
{
    [SkippableFact]
    public void Generate_SeedsOfTheReference_GivesItsTracks()
    {
        int seen = 0;
        foreach (string path in TrackFiles.All())
        {
            if (!int.TryParse(Path.GetFileNameWithoutExtension(path)["track_".Length..], out int seed))
                continue;
            ShouldBeTheSame(RaceTrack.Generate(seed), TrackFiles.ReadFile(path));
            seen++;
        }

        seen.ShouldBeGreaterThan(0);
    }

    [SkippableFact]
    public void Strip_AlongAPlainStraight_HasTheReferencesCorners()
    {
        var plain = TrackFiles.Read("plain");
        for (int i = 1; i < plain.Tiles.Length; i++)
        {
            var ours = RaceTrack.Closed([.. plain.Tiles.Select(tile => tile.Point)]).Tiles[i];
            ShouldBeClose(ours.Corners, plain.Tiles[i].Corners);
            ours.Border.ShouldBeEmpty();
        }
    }

    [Fact]
    public void Generate_AnySeed_IsAClosedRoadOfEqualSteps()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            var tiles = RaceTrack.Generate(seed).Tiles;
            tiles.Length.ShouldBeInRange(150, 500);
            for (int i = 1; i < tiles.Length; i++)
            {
                TrackPoint from = tiles[i - 1].Point, to = tiles[i].Point;
                double x = to.X - from.X, y = to.Y - from.Y;
                Math.Sqrt((x * x) + (y * y)).ShouldBe(3.5, tolerance: 1e-9);
            }
        }
    }

    [Fact]
    public void Generate_KerbsOfATightTurn_LieOutsideTheRoadOnOneSide()
    {
        var kerbed = RaceTrack.Generate(0).Tiles.Where(tile => !tile.Border.IsEmpty).ToArray();
        kerbed.Length.ShouldBeGreaterThan(0);
        foreach (var tile in kerbed)
        {
            double x = tile.Border[1].X - tile.Point.X, y = tile.Border[1].Y - tile.Point.Y;
            Math.Sqrt((x * x) + (y * y)).ShouldBe(RaceTrack.HalfWidth + RaceTrack.KerbWidth, tolerance: 1e-9);
        }
    }

    private static void ShouldBeTheSame(RaceTrack ours, RaceTrack theirs)
    {
        ours.Tiles.Length.ShouldBe(theirs.Tiles.Length);
        for (int i = 0; i < ours.Tiles.Length; i++)
        {
            TrackTile a = ours.Tiles[i], b = theirs.Tiles[i];
            ShouldBeClose(a.Corners, b.Corners);
            a.Border.IsEmpty.ShouldBe(b.Border.IsEmpty, $"kerb of tile {i}");
            a.Point.Turn.ShouldBe(b.Point.Turn, tolerance: 1e-12);
            a.Point.Heading.ShouldBe(b.Point.Heading, tolerance: 1e-12);
            a.Point.X.ShouldBe(b.Point.X, tolerance: 1e-12);
            a.Point.Y.ShouldBe(b.Point.Y, tolerance: 1e-12);
        }

        ours.Start.Heading.ShouldBe(theirs.Start.Heading, tolerance: 1e-12);
        ours.Start.X.ShouldBe(theirs.Start.X, tolerance: 1e-12);
        ours.Start.Y.ShouldBe(theirs.Start.Y, tolerance: 1e-12);
    }

    private static void ShouldBeClose(
        IReadOnlyList<(double X, double Y)> ours, IReadOnlyList<(double X, double Y)> theirs)
    {
        for (int i = 0; i < theirs.Count; i++)
        {
            ours[i].X.ShouldBe(theirs[i].X, tolerance: 1e-12);
            ours[i].Y.ShouldBe(theirs[i].Y, tolerance: 1e-12);
        }
    }
}
