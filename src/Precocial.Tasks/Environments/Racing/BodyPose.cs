namespace Precocial.Tasks;

/// <summary>Where a body is.</summary>
/// <param name="X">Of its origin, in metres.</param>
/// <param name="Y">Of its origin, in metres.</param>
/// <param name="Angle">Anticlockwise, in radians.</param>
internal readonly record struct BodyPose(double X, double Y, double Angle)
{
    /// <summary>Writes where points of the body are in the world.</summary>
    public void Place(ReadOnlySpan<(double X, double Y)> points, Span<(double X, double Y)> placed)
    {
        (double sine, double cosine) = Math.SinCos(Angle);
        for (int i = 0; i < points.Length; i++)
        {
            var (x, y) = points[i];
            placed[i] = (X + (cosine * x) - (sine * y), Y + (sine * x) + (cosine * y));
        }
    }
}
