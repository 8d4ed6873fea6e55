namespace Precocial.Tasks;

/// <summary>A point of a track's centre line.</summary>
/// <param name="Turn">The angle seen from the middle of the field, in radians; falls by 2π a lap.</param>
/// <param name="Heading">Of the road there, anticlockwise from straight up, in radians.</param>
/// <param name="X">To the right, in metres.</param>
/// <param name="Y">Up, in metres.</param>
public readonly record struct TrackPoint(double Turn, double Heading, double X, double Y)
{
    /// <summary>The point beside this one: to the right of the road's heading, in metres; left if
    /// negative.</summary>
    public (double X, double Y) Beside(double distance) =>
        (X + (distance * Math.Cos(Heading)), Y + (distance * Math.Sin(Heading)));
}
