namespace Precocial.Tasks.Physics;

/// <summary>A solid convex polygon of 3 to 16 corners.</summary>
public sealed class Polygon : Shape
{
    private readonly Vec2[] _normals;

    private Polygon(Vec2[] corners, Vec2[] normals, Vec2 centroid)
        : base(corners)
    {
        _normals = normals;
        Centroid = centroid;
    }

    /// <summary>Outward normals; the i-th belongs to the side from corner i to the next.</summary>
    public ReadOnlySpan<Vec2> Normals => _normals;

    /// <summary>Centre of area.</summary>
    public Vec2 Centroid { get; }

    /// <summary>The convex hull of some points.</summary>
    /// <param name="points">3 to 16 points, not on one line.</param>
    /// <exception cref="ArgumentException">The points span no area, or are too few or too many.</exception>
    public static Polygon Hull(params ReadOnlySpan<Vec2> points)
    {
        if (points.Length is < 3 or > Tolerances.MaxCorners)
            throw new ArgumentException(
                $"Polygon.Hull: a hull takes 3 to {Tolerances.MaxCorners} points, but got {points.Length}.");
        Vec2[] corners = ConvexHull.Of(points);
        if (corners.Length < 3)
            throw new ArgumentException("Polygon.Hull: the points must span an area, but lie on one line.");
        return new Polygon(corners, OutwardNormals(corners), CentroidOf(corners));
    }

    /// <summary>A rectangle about the body's origin.</summary>
    /// <param name="halfWidth">Half the extent along x, metres.</param>
    /// <param name="halfHeight">Half the extent along y, metres.</param>
    public static Polygon Rectangle(float halfWidth, float halfHeight) => new(
        [
            new Vec2(-halfWidth, -halfHeight), new Vec2(halfWidth, -halfHeight),
            new Vec2(halfWidth, halfHeight), new Vec2(-halfWidth, halfHeight),
        ],
        [new Vec2(0f, -1f), new Vec2(1f, 0f), new Vec2(0f, 1f), new Vec2(-1f, 0f)],
        new Vec2(0f, 0f));

    /// <inheritdoc/>
    public override MassProperties Mass(float density)
    {
        const float third = 1f / 3f;
        ReadOnlySpan<Vec2> corners = Corners;
        Vec2 reference = Mean(corners);
        var center = new Vec2(0f, 0f);
        float area = 0f, inertia = 0f;
        for (int i = 0; i < corners.Length; i++)
        {
            Vec2 e1 = corners[i] - reference, e2 = corners[(i + 1) % corners.Length] - reference;
            float d = Vec2.Cross(e1, e2);
            float triangle = 0.5f * d;
            area += triangle;
            center += (triangle * third) * (e1 + e2);
            float xx = (e1.X * e1.X) + (e2.X * e1.X) + (e2.X * e2.X);
            float yy = (e1.Y * e1.Y) + (e2.Y * e1.Y) + (e2.Y * e2.Y);
            inertia += (0.25f * third * d) * (xx + yy);
        }

        float mass = density * area;
        center = (1f / area) * center;
        Vec2 total = center + reference;
        float shift = mass * (Vec2.Dot(total, total) - Vec2.Dot(center, center));
        return new MassProperties(mass, total, (density * inertia) + shift);
    }

    internal override RayHit? Meet(Vec2 from, Vec2 to, float maxFraction, in Transform placed)
    {
        Vec2 p = placed.Unapply(from);
        Vec2 d = placed.Unapply(to) - p;
        float lower = 0f, upper = maxFraction;
        int side = -1;
        for (int i = 0; i < _normals.Length; i++)
        {
            float numerator = Vec2.Dot(_normals[i], Corners[i] - p);
            float denominator = Vec2.Dot(_normals[i], d);
            if (denominator < 0f && numerator < lower * denominator)
            {
                lower = numerator / denominator;
                side = i;
            }
            else if (denominator > 0f && numerator < upper * denominator)
            {
                upper = numerator / denominator;
            }

            if (upper < lower || (denominator == 0f && numerator < 0f))
                return null;
        }

        return side < 0 ? null : new RayHit(lower, placed.Rotation.Apply(_normals[side]));
    }

    private static Vec2[] OutwardNormals(Vec2[] corners)
    {
        var normals = new Vec2[corners.Length];
        for (int i = 0; i < corners.Length; i++)
            normals[i] = Vec2.Cross(corners[(i + 1) % corners.Length] - corners[i], 1f).Unit();
        return normals;
    }

    private static Vec2 Mean(ReadOnlySpan<Vec2> corners)
    {
        var sum = new Vec2(0f, 0f);
        foreach (Vec2 corner in corners)
            sum += corner;
        return (1f / corners.Length) * sum;
    }

    private static Vec2 CentroidOf(Vec2[] corners)
    {
        const float third = 1f / 3f;
        var origin = new Vec2(0f, 0f);
        Vec2 sum = origin;
        float area = 0f;
        for (int i = 0; i < corners.Length; i++)
        {
            Vec2 a = corners[i], b = corners[(i + 1) % corners.Length];
            float triangle = 0.5f * Vec2.Cross(a, b);
            area += triangle;
            sum += (triangle * third) * (origin + a + b);
        }

        return (1f / area) * sum;
    }
}
