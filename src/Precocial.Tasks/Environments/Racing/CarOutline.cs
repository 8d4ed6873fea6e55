using System.Collections.Immutable;

namespace Precocial.Tasks;

/// <summary>The shape of the car: x to its right, y ahead, in metres from the hull's origin.</summary>
internal static class CarOutline
{
    /// <summary>Metres to one unit of the reference's drawing.</summary>
    public const double Size = 0.02;

    /// <summary>Radius of a wheel.</summary>
    public const double WheelRadius = 27 * Size;

    /// <summary>Half the width of a wheel.</summary>
    public const double WheelHalfWidth = 14 * Size;

    /// <summary>Front wing, nose, body and rear wing.</summary>
    public static readonly ImmutableArray<ImmutableArray<(double X, double Y)>> Hull =
    [
        Scaled((-60, 130), (60, 130), (60, 110), (-60, 110)),
        Scaled((-15, 120), (15, 120), (20, 20), (-20, 20)),
        Scaled((25, 20), (50, -10), (50, -40), (20, -90), (-20, -90), (-50, -40), (-50, -10), (-25, 20)),
        Scaled((-50, -120), (50, -120), (50, -90), (-50, -90)),
    ];

    /// <summary>A wheel seen from above, from its own centre.</summary>
    public static readonly ImmutableArray<(double X, double Y)> Wheel =
        Scaled((-14, 27), (14, 27), (14, -27), (-14, -27));

    /// <summary>Where the wheels are: front left, front right, rear left, rear right.</summary>
    public static readonly ImmutableArray<(double X, double Y)> Wheels =
        Scaled((-55, 80), (55, 80), (-55, -82), (55, -82));

    private static ImmutableArray<(double X, double Y)> Scaled(params ReadOnlySpan<(int X, int Y)> points)
    {
        var scaled = ImmutableArray.CreateBuilder<(double, double)>(points.Length);
        foreach (var (x, y) in points)
            scaled.Add((x * Size, y * Size));
        return scaled.MoveToImmutable();
    }
}
