namespace Precocial.Tasks.Physics;

/// <summary>An end of the incident edge while it is cut to the reference face.</summary>
internal readonly record struct ClipPoint(Vec2 At, ContactId Id);

/// <summary>The incident edge: two points.</summary>
internal struct ClipSegment
{
    public ClipPoint First;
    public ClipPoint Second;

    /// <summary>Cuts off what lies beyond a line.</summary>
    /// <param name="normal">The line's normal, to the side that goes.</param>
    /// <param name="offset">The line's distance along the normal.</param>
    /// <param name="reference">The reference corner on this side: names a new point.</param>
    /// <returns>False when fewer than two points are left.</returns>
    public bool Clip(Vec2 normal, float offset, int reference)
    {
        float d0 = Vec2.Dot(normal, First.At) - offset;
        float d1 = Vec2.Dot(normal, Second.At) - offset;
        bool keep0 = d0 <= 0f, keep1 = d1 <= 0f, crosses = d0 * d1 < 0f;
        if (keep0 && keep1)
            return true;
        if (!(keep0 || keep1) || !crosses)
            return false;
        Vec2 crossing = First.At + ((d0 / (d0 - d1)) * (Second.At - First.At));
        var id = new ContactId((byte)reference, First.Id.IndexB, Feature.Vertex, Feature.Face);
        if (keep1)
            First = Second;
        Second = new ClipPoint(crossing, id);
        return true;
    }
}
