using System.Collections.Immutable;

namespace Precocial.Tasks;

/// <summary>The picture of a race from above, north up, in a view that follows the car.</summary>
internal static class RaceDrawing
{
    private const double ViewWidth = 150, ViewHeight = 100;
    private const double TileReach = 10;

    /// <summary>The picture of a scene.</summary>
    public static Drawing Of(RaceScene scene)
    {
        double left = scene.Hull.X - (ViewWidth / 2), bottom = scene.Hull.Y - (ViewHeight / 2);
        var strokes = ImmutableArray.CreateBuilder<Stroke>();
        var tiles = scene.Track.Tiles;
        for (int i = 0; i < tiles.Length; i++)
        {
            if (IsNear(tiles[i].Point, scene.Hull))
                AddTile(strokes, i, tiles[i], scene.Touched[i]);
        }

        foreach (var wheel in scene.Wheels)
            strokes.Add(Part(CarOutline.Wheel, wheel.Pose, RaceColours.Wheel));
        foreach (var part in CarOutline.Hull)
            strokes.Add(Part(part, scene.Hull, RaceColours.Hull));
        return new Drawing(left, bottom, ViewWidth, ViewHeight, RaceColours.Grass, strokes.ToImmutable());
    }

    private static bool IsNear(TrackPoint point, BodyPose hull) =>
        Math.Abs(point.X - hull.X) < (ViewWidth / 2) + TileReach
        && Math.Abs(point.Y - hull.Y) < (ViewHeight / 2) + TileReach;

    private static void AddTile(
        ImmutableArray<Stroke>.Builder strokes, int index, TrackTile tile, bool touched)
    {
        strokes.Add(new Stroke(tile.Corners, RaceColours.Road(index, touched)));
        if (!tile.Border.IsEmpty)
            strokes.Add(new Stroke(tile.Border, RaceColours.KerbOf(index)));
    }

    private static Stroke Part(ImmutableArray<(double X, double Y)> outline, BodyPose pose, Colour colour)
    {
        var placed = new (double X, double Y)[outline.Length];
        pose.Place(outline.AsSpan(), placed);
        return new Stroke([.. placed], colour);
    }
}
