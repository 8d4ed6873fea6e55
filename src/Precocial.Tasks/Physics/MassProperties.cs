namespace Precocial.Tasks.Physics;

/// <summary>What a shape adds to its body.</summary>
/// <param name="Mass">Kilograms.</param>
/// <param name="Center">Centre of mass in the body's coordinates, metres.</param>
/// <param name="Inertia">Moment of inertia about the body's origin, kg m².</param>
public readonly record struct MassProperties(float Mass, Vec2 Center, float Inertia);
