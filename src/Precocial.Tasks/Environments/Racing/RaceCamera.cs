namespace Precocial.Tasks;

/// <summary>The view that CarRacing-v0 gives: the car below the middle, what lies ahead of it
/// above.</summary>
/// <remarks>A canvas of 1000×800 units, the hull at (500, 200) from the lower left; turned so that the
/// velocity points up, zoomed in during the first second; then squeezed into the image.</remarks>
internal readonly struct RaceCamera
{
    /// <summary>Width of the canvas.</summary>
    public const double CanvasWidth = 1000;

    /// <summary>Height of the canvas.</summary>
    public const double CanvasHeight = 800;

    private const double HullX = 500, HullY = 200;
    private const double FirstZoom = 0.1 * TrackGenerator.Scale, Zoom = 2.7 * TrackGenerator.Scale;
    private const double SlowestTurn = 0.5;
    private readonly double _hullX, _hullY, _xx, _xy, _yx, _yy, _left, _top;

    /// <summary>The view of a scene into an image of a given size, in pixels.</summary>
    public RaceCamera(RaceScene scene, int width, int height)
    {
        (_hullX, _hullY) = (scene.Hull.X, scene.Hull.Y);
        double zoom = (FirstZoom * Math.Max(1 - scene.Seconds, 0)) + (Zoom * Math.Min(scene.Seconds, 1));
        (double sine, double cosine) = Math.SinCos(Angle(scene));
        double scaleX = width / CanvasWidth, scaleY = height / CanvasHeight;
        (_xx, _xy) = (zoom * scaleX * cosine, -zoom * scaleX * sine);
        (_yx, _yy) = (-zoom * scaleY * sine, -zoom * scaleY * cosine);
        (_left, _top) = (HullX * scaleX, height - (HullY * scaleY));
        double ahead = ((CanvasHeight / 2) - HullY) / zoom;
        Middle = (_hullX + (sine * ahead), _hullY + (cosine * ahead));
        Radius = Math.Sqrt((CanvasWidth * CanvasWidth) + (CanvasHeight * CanvasHeight)) / 2 / zoom;
    }

    /// <summary>What is in the middle of the image, in the world.</summary>
    public (double X, double Y) Middle { get; }

    /// <summary>Nothing farther from <see cref="Middle"/> is seen, in metres.</summary>
    public double Radius { get; }

    /// <summary>A point of the world in the image.</summary>
    public (double X, double Y) Project((double X, double Y) point)
    {
        double x = point.X - _hullX, y = point.Y - _hullY;
        return (_left + (_xx * x) + (_xy * y), _top + (_yx * x) + (_yy * y));
    }

    /// <summary>Whether something of a given size at a point may be seen.</summary>
    public bool MaySee(double x, double y, double reach)
    {
        double dx = x - Middle.X, dy = y - Middle.Y, far = Radius + reach;
        return (dx * dx) + (dy * dy) < far * far;
    }

    private static double Angle(RaceScene scene)
    {
        var (x, y) = scene.Velocity;
        return (x * x) + (y * y) > SlowestTurn * SlowestTurn ? Math.Atan2(x, y) : -scene.Hull.Angle;
    }
}
