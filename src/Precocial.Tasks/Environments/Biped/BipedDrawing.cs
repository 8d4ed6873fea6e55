using System.Collections.Immutable;
using Precocial.Tasks.Physics;

namespace Precocial.Tasks;

/// <summary>The picture of a walker: ground, obstacles, lidar, legs and hull, in a view that moves along.
/// </summary>
internal static class BipedDrawing
{
    private const double BehindHull = BipedScale.ViewWidth / 5;
    private const double LineWidth = 1 / BipedScale.PixelsPerMetre;

    private static readonly Colour Sky = new(230, 230, 255);
    private static readonly Colour Grass = new(102, 153, 76);
    private static readonly Colour Edge = new(77, 204, 77);
    private static readonly Colour Stone = new(153, 153, 153);
    private static readonly Colour Beam = new(255, 0, 0);
    private static readonly Colour FarLeg = new(128, 77, 102);
    private static readonly Colour NearLeg = new(179, 102, 153);
    private static readonly Colour Hull = new(128, 102, 230);

    public static Drawing Of(BipedEpisode episode, BipedTerrain terrain)
    {
        double left = episode.Bodies[0].Position.X - BehindHull;
        var strokes = ImmutableArray.CreateBuilder<Stroke>();
        PaintGround(strokes, terrain, left, left + BipedScale.ViewWidth);
        for (int i = 0; i < 10; i++)
        {
            (Vec2 from, Vec2 to, float fraction) = episode.Ray(i);
            strokes.Add(new Stroke([Point(from), Point(from + (fraction * (to - from)))], Beam, LineWidth));
        }

        Colour[] colours = [Hull, FarLeg, FarLeg, NearLeg, NearLeg];
        foreach (int i in (ReadOnlySpan<int>)[2, 1, 0, 4, 3])
            strokes.Add(Outline(episode.Bodies[i], colours[i]));
        return new Drawing(left, 0, BipedScale.ViewWidth, BipedScale.ViewHeight, Sky, strokes.ToImmutable());
    }

    private static void PaintGround(
        ImmutableArray<Stroke>.Builder strokes, BipedTerrain terrain, double left, double right)
    {
        for (int i = 0; i + 1 < terrain.Heights.Length; i++)
        {
            double x1 = i * BipedScale.TerrainStep, x2 = (i + 1) * BipedScale.TerrainStep;
            if (x2 < left || x1 > right)
                continue;
            double y1 = terrain.Heights[i], y2 = terrain.Heights[i + 1];
            strokes.Add(new Stroke([(x1, y1), (x2, y2), (x2, 0), (x1, 0)], Grass));
            strokes.Add(new Stroke([(x1, y1), (x2, y2)], Edge, LineWidth));
        }

        foreach ((double X, double Y)[] obstacle in terrain.Obstacles)
        {
            if (obstacle.Max(p => p.X) >= left && obstacle.Min(p => p.X) <= right)
                strokes.Add(new Stroke([.. obstacle], Stone));
        }
    }

    private static Stroke Outline(Body body, Colour colour)
    {
        var points = ImmutableArray.CreateBuilder<(double X, double Y)>();
        foreach (Vec2 corner in body.Fixtures[0].Shape.Corners)
            points.Add(Point(body.WorldPoint(corner)));
        return new Stroke(points.ToImmutable(), colour);
    }

    private static (double X, double Y) Point(Vec2 v) => (v.X, v.Y);
}
