namespace Precocial.Tasks;

/// <summary>Paints what CarRacing-v0 shows its agents: grass, road, car and a panel of indicators.</summary>
/// <remarks>No smoothing, in the reference's order: later things cover earlier ones. Road and grass out of
/// sight are left out. Skid marks are not in the agents' view. Any image size; the agents' is 96×96. Source:
/// gym 0.9.6, car_racing.py, <c>_render</c>.</remarks>
internal static class RacePainter
{
    /// <summary>Half the side of the field, in metres: the car must not leave it.</summary>
    public const double Field = 2000 / TrackGenerator.Scale;

    private const int Cells = 20;
    private const double CellSide = Field / Cells;

    // From a tile's point to its farthest corner: across road and kerb, or back along its length.
    private const double TileReach =
        RaceTrack.HalfWidth + RaceTrack.KerbWidth + (2 * TrackGenerator.StepLength);

    // Of a wheel's roll, in radians, that its stripe takes.
    private const double StripeLength = 1.2;

    /// <summary>Paints a scene over the whole image.</summary>
    public static void Paint(RaceScene scene, Raster raster)
    {
        var camera = new RaceCamera(scene, raster.Width, raster.Height);
        PaintGrass(camera, raster);
        PaintRoad(scene, camera, raster);
        foreach (var wheel in scene.Wheels)
            PaintWheel(wheel, camera, raster);
        foreach (var part in CarOutline.Hull)
            Paint(part.AsSpan(), scene.Hull, RaceColours.Hull, camera, raster);
        RaceIndicators.Paint(scene, raster);
    }

    private static void PaintGrass(in RaceCamera camera, Raster raster)
    {
        double reach = Math.Max(Math.Abs(camera.Middle.X), Math.Abs(camera.Middle.Y)) + camera.Radius;
        raster.Fill(reach < Field ? RaceColours.Grass : RaceColours.Nothing);
        if (reach >= Field)
        {
            Paint([(-Field, Field), (Field, Field), (Field, -Field), (-Field, -Field)], RaceColours.Grass,
                camera, raster);
        }

        (int left, int right) = CellsNear(camera.Middle.X, camera.Radius);
        (int bottom, int top) = CellsNear(camera.Middle.Y, camera.Radius);
        for (int column = left; column <= right; column += 2)
        {
            for (int row = bottom; row <= top; row += 2)
                PaintCell(column * CellSide, row * CellSide, camera, raster);
        }
    }

    // The even cells within a distance of a coordinate; each reaches one side further up.
    private static (int First, int Last) CellsNear(double middle, double distance)
    {
        int first = (int)Math.Max(-Cells, Math.Floor((middle - distance) / CellSide) - 1);
        int last = (int)Math.Min(Cells - 2, Math.Floor((middle + distance) / CellSide));
        return (first + (first & 1), last);
    }

    private static void PaintCell(double x, double y, in RaceCamera camera, Raster raster)
    {
        if (camera.MaySee(x + (CellSide / 2), y + (CellSide / 2), CellSide))
        {
            Paint([(x + CellSide, y), (x, y), (x, y + CellSide), (x + CellSide, y + CellSide)],
                RaceColours.LightGrass, camera, raster);
        }
    }

    private static void PaintRoad(RaceScene scene, in RaceCamera camera, Raster raster)
    {
        var tiles = scene.Track.Tiles;
        for (int i = 0; i < tiles.Length; i++)
        {
            var tile = tiles[i];
            if (!camera.MaySee(tile.Point.X, tile.Point.Y, TileReach))
                continue;
            Paint(tile.Corners.AsSpan(), RaceColours.Road(i, scene.Touched[i]), camera, raster);
            if (!tile.Border.IsEmpty)
                Paint(tile.Border.AsSpan(), RaceColours.KerbOf(i), camera, raster);
        }
    }

    private static void PaintWheel(in WheelScene wheel, in RaceCamera camera, Raster raster)
    {
        Paint(CarOutline.Wheel.AsSpan(), wheel.Pose, RaceColours.Wheel, camera, raster);
        var (sine1, cosine1) = Math.SinCos(wheel.Phase);
        var (sine2, cosine2) = Math.SinCos(wheel.Phase + StripeLength);
        if (sine1 > 0 && sine2 > 0)
            return;
        double from = CarOutline.WheelRadius * (sine1 > 0 ? Math.Sign(cosine1) : cosine1);
        double to = CarOutline.WheelRadius * (sine2 > 0 ? Math.Sign(cosine2) : cosine2);
        const double half = CarOutline.WheelHalfWidth;
        Paint([(-half, from), (half, from), (half, to), (-half, to)], wheel.Pose, RaceColours.WheelStripe,
            camera, raster);
    }

    private static void Paint(ReadOnlySpan<(double X, double Y)> outline, BodyPose pose, Colour colour,
        in RaceCamera camera, Raster raster)
    {
        Span<(double X, double Y)> placed = stackalloc (double, double)[outline.Length];
        pose.Place(outline, placed);
        Paint(placed, colour, camera, raster);
    }

    private static void Paint(
        ReadOnlySpan<(double X, double Y)> outline, Colour colour, in RaceCamera camera, Raster raster)
    {
        Span<(double X, double Y)> corners = stackalloc (double, double)[outline.Length];
        for (int i = 0; i < outline.Length; i++)
            corners[i] = camera.Project(outline[i]);
        raster.FillPolygon(corners, colour);
    }
}
