namespace Precocial.Tasks.Physics;

/// <summary>A manifold in the world: points halfway between the two surfaces, skins included.</summary>
internal readonly struct WorldManifold
{
    /// <summary>From A to B, length 1.</summary>
    public readonly Vec2 Normal;
    public readonly Vec2 First, Second;

    public WorldManifold(in Manifold manifold, in Transform placedA, in Transform placedB)
    {
        ref readonly Transform face = ref manifold.FaceOnB ? ref placedB : ref placedA;
        ref readonly Transform other = ref manifold.FaceOnB ? ref placedA : ref placedB;
        Vec2 normal = face.Rotation.Apply(manifold.LocalNormal);
        Vec2 plane = face.Apply(manifold.LocalPlane);
        First = Middle(other.Apply(manifold.Points[0].Local), plane, normal);
        if (manifold.Count > 1)
            Second = Middle(other.Apply(manifold.Points[1].Local), plane, normal);
        Normal = manifold.FaceOnB ? -normal : normal;
    }

    private static Vec2 Middle(Vec2 clip, Vec2 plane, Vec2 normal)
    {
        const float skin = Tolerances.SkinRadius;
        Vec2 onFace = clip + ((skin - Vec2.Dot(clip - plane, normal)) * normal);
        Vec2 onOther = clip - (skin * normal);
        return 0.5f * (onFace + onOther);
    }
}
