using System.Runtime.CompilerServices;

namespace Precocial.Tensors.Kernels;

internal static partial class VectorMath
{
    /// <summary>Beyond this the reduction by π/2 in two doubles loses bits.</summary>
    private const float LargestAngle = 1 << 30;

    /// <summary>The sine, within 1.5 ulp for every finite float; NaN at ±∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sin<T>(T x) where T : struct, ILanes<T>
    {
        T r = Reduce(x, out T quadrant), q = T.Abs(quadrant);
        T y = T.Select(T.Equal(q, T.Broadcast(1f)), CosineOf(r), SineOf(r));
        // Quadrants 2 (or −2) and 3 (or −1) are negative.
        T negative = T.Equal(q, T.Broadcast(2f)) | T.Equal(quadrant, T.Broadcast(-1f));
        return T.Select(negative, -y, y);
    }

    /// <summary>The cosine, within 1.5 ulp for every finite float; NaN at ±∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Cos<T>(T x) where T : struct, ILanes<T>
    {
        T r = Reduce(x, out T quadrant), q = T.Abs(quadrant);
        T y = T.Select(T.Equal(q, T.Broadcast(1f)), SineOf(r), CosineOf(r));
        T negative = T.Equal(q, T.Broadcast(2f)) | T.Equal(quadrant, T.Broadcast(1f));
        return T.Select(negative, -y, y);
    }

    // |r| ≤ π/4 from here.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SineOf<T>(T r) where T : struct, ILanes<T>
    {
        T z = r * r;
        T p = T.MultiplyAdd(T.Broadcast(-1.9515295891e-4f), z, T.Broadcast(8.3321608736e-3f));
        p = T.MultiplyAdd(p, z, T.Broadcast(-1.6666654611e-1f));
        return T.MultiplyAdd(p * z, r, r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T CosineOf<T>(T r) where T : struct, ILanes<T>
    {
        T z = r * r;
        T p = T.MultiplyAdd(T.Broadcast(2.443315711809948e-5f), z, T.Broadcast(-1.388731625493765e-3f));
        p = T.MultiplyAdd(p, z, T.Broadcast(4.166664568298827e-2f));
        p = T.MultiplyAdd(p, z, T.Broadcast(-0.5f));
        return T.MultiplyAdd(p, z, T.Broadcast(1f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Reduce<T>(T x, out T quadrant) where T : struct, ILanes<T> =>
        T.Any(T.LessThan(T.Broadcast(LargestAngle), T.Abs(x)))
            ? ReduceHuge(x, out quadrant)
            : T.ReduceByHalfPi(x, out quadrant);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe T ReduceHuge<T>(T x, out T quadrant) where T : struct, ILanes<T>
    {
        float* r = stackalloc float[T.Count], q = stackalloc float[T.Count];
        x.Store(r);
        for (int i = 0; i < T.Count; i++)
        {
            // The C library reduces any double exactly; its angle is then small.
            double angle = Math.Abs(r[i]) > LargestAngle ? Math.Atan2(Math.Sin(r[i]), Math.Cos(r[i])) : r[i];
            double turns = Math.Round(angle * HalfPi.Inverse);
            q[i] = (float)(turns - 4 * Math.Round(turns * 0.25));
            angle = Math.FusedMultiplyAdd(turns, -HalfPi.High, angle);
            r[i] = (float)Math.FusedMultiplyAdd(turns, -HalfPi.Low, angle);
        }
        quadrant = T.Load(q);
        return T.Load(r);
    }
}
