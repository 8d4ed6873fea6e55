namespace Precocial.Tasks.Physics;

/// <summary>Where a ray meets a shape.</summary>
/// <param name="Fraction">How far along the ray, in [0, 1].</param>
/// <param name="Normal">The outline's normal there, length 1, against the ray.</param>
public readonly record struct RayHit(float Fraction, Vec2 Normal);
