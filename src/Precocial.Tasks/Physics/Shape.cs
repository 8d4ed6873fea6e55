namespace Precocial.Tasks.Physics;

/// <summary>A convex outline in its body's coordinates: an <see cref="Edge"/> or a <see cref="Polygon"/>.
/// Immutable; one shape may serve many fixtures and threads.</summary>
public abstract class Shape
{
    private readonly Vec2[] _corners;

    private protected Shape(Vec2[] corners) => _corners = corners;

    /// <summary>The corners; a polygon's run counter-clockwise.</summary>
    public ReadOnlySpan<Vec2> Corners => _corners;

    /// <summary>Area, centre and inertia for a density in kg/m²; an edge has none.</summary>
    public abstract MassProperties Mass(float density);

    /// <summary>Where a ray first meets the outline, or null.</summary>
    /// <param name="from">Start of the ray.</param>
    /// <param name="to">End of the ray.</param>
    /// <param name="maxFraction">How much of the way from start to end counts.</param>
    /// <param name="placed">Where the shape is.</param>
    internal abstract RayHit? Meet(Vec2 from, Vec2 to, float maxFraction, in Transform placed);

    /// <summary>The bounding box, skin included.</summary>
    internal Box BoundsAt(in Transform placed)
    {
        Vec2 lower = placed.Apply(_corners[0]), upper = lower;
        for (int i = 1; i < _corners.Length; i++)
        {
            Vec2 corner = placed.Apply(_corners[i]);
            lower = Vec2.Min(lower, corner);
            upper = Vec2.Max(upper, corner);
        }

        var skin = new Vec2(Tolerances.SkinRadius, Tolerances.SkinRadius);
        return new Box(lower - skin, upper + skin);
    }

    /// <summary>The corner furthest in a direction; the first of equals.</summary>
    internal int Support(Vec2 direction)
    {
        int best = 0;
        float most = Vec2.Dot(_corners[0], direction);
        for (int i = 1; i < _corners.Length; i++)
        {
            float value = Vec2.Dot(_corners[i], direction);
            if (value > most)
            {
                best = i;
                most = value;
            }
        }

        return best;
    }
}
