namespace Precocial.Tasks.Physics;

/// <summary>Minimum, maximum and clamp by one comparison, as the reference writes them.</summary>
/// <remarks><see cref="MathF.Min"/> orders signed zeros and NaN; these do not, and the bits depend on it.
/// </remarks>
internal static class Scalars
{
    public static float Min(float a, float b) => a < b ? a : b;

    public static float Max(float a, float b) => a > b ? a : b;

    public static float Clamp(float a, float low, float high) => Max(low, Min(a, high));
}
