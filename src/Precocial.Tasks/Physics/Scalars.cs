using System.Runtime.CompilerServices;

namespace Precocial.Tasks.Physics;

/// <summary>Minimum, maximum and clamp by one comparison, as the reference writes them.</summary>
/// <remarks><see cref="MathF.Min"/> orders signed zeros and NaN; these do not, and the bits depend on it.
/// </remarks>
internal static class Scalars
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Min(float a, float b) => a < b ? a : b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(float a, float b) => a > b ? a : b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Clamp(float a, float low, float high) => Max(low, Min(a, high));
}
