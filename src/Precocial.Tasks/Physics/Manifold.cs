using System.Runtime.CompilerServices;

namespace Precocial.Tasks.Physics;

/// <summary>Which features of the two shapes made a contact point: names it from step to step.</summary>
internal readonly record struct ContactId(byte IndexA, byte IndexB, Feature TypeA, Feature TypeB)
{
    /// <summary>The same point with the shapes' roles exchanged.</summary>
    public ContactId Flipped => new(IndexB, IndexA, TypeB, TypeA);
}

/// <summary>A part of an outline.</summary>
internal enum Feature : byte
{
    Vertex,
    Face,
}

/// <summary>A contact point between two shapes and the impulses it passed in the last step.</summary>
internal struct ManifoldPoint
{
    /// <summary>In the coordinates of the shape that is not the reference.</summary>
    public Vec2 Local;
    public ContactId Id;
    public float NormalImpulse;
    public float TangentImpulse;
}

/// <summary>Two contact points.</summary>
[InlineArray(2)]
internal struct ManifoldPoints
{
    private ManifoldPoint _first;
}

/// <summary>How two shapes touch: a reference face on one and up to two points on the other.</summary>
internal struct Manifold
{
    public ManifoldPoints Points;

    /// <summary>0, 1 or 2.</summary>
    public int Count;

    /// <summary>Whether the reference face belongs to shape B.</summary>
    public bool FaceOnB;

    /// <summary>The face's outward normal, in its shape's coordinates.</summary>
    public Vec2 LocalNormal;

    /// <summary>A point of the face, in its shape's coordinates.</summary>
    public Vec2 LocalPlane;

    /// <summary>Appends a point without impulses.</summary>
    public void Add(Vec2 local, ContactId id)
    {
        Points[Count] = new ManifoldPoint { Local = local, Id = id };
        Count++;
    }

    /// <summary>Takes over the impulses of the points that were there a step ago.</summary>
    public void Inherit(in Manifold old)
    {
        for (int i = 0; i < Count; i++)
        {
            ref ManifoldPoint point = ref Points[i];
            for (int j = 0; j < old.Count; j++)
            {
                if (old.Points[j].Id != point.Id)
                    continue;
                point.NormalImpulse = old.Points[j].NormalImpulse;
                point.TangentImpulse = old.Points[j].TangentImpulse;
                break;
            }
        }
    }
}
