using System.Runtime.CompilerServices;

namespace Precocial.Tensors.Kernels;

internal static partial class VectorMath
{
    /// <summary>e^(−x²/2), within 2 + x²/2 ulp: the rounding of x² is what counts far out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Gaussian<T>(T x) where T : struct, ILanes<T> => Exp(x * x * T.Broadcast(-0.5f));

    /// <summary>The distribution function Φ of the standard normal, ½(1 + erf(x/√2)), and e^(−x²/2) beside
    /// it.
    /// Small values keep their relative accuracy (as <see cref="Gaussian"/>), which the formula loses to
    /// cancellation.</summary>
    /// <remarks>Φ(−|x|) = e^(−x²/2)·w·p(w), w = 1/(1 + 0.35|x|); p has degree 8, relative error 3.2e-8 for
    /// |x| up to
    /// 14.3 (minimax fit by Lawson's iteration), where the exponential reaches 0.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T NormalCdf<T>(T x, out T gaussian) where T : struct, ILanes<T>
    {
        T one = T.Broadcast(1f);
        gaussian = Gaussian(x);
        T w = one / T.MultiplyAdd(T.Abs(x), T.Broadcast(0.35f), one);
        T p = T.MultiplyAdd(T.Broadcast(-0.05830816924571991f / 2), w, T.Broadcast(0.2880241274833679f / 2));
        p = T.MultiplyAdd(p, w, T.Broadcast(-0.5115984678268433f / 2));
        p = T.MultiplyAdd(p, w, T.Broadcast(0.31854650378227234f / 2));
        p = T.MultiplyAdd(p, w, T.Broadcast(-0.04635918140411377f / 2));
        p = T.MultiplyAdd(p, w, T.Broadcast(0.2110765129327774f / 2));
        p = T.MultiplyAdd(p, w, T.Broadcast(0.23964999616146088f / 2));
        p = T.MultiplyAdd(p, w, T.Broadcast(0.27972596883773804f / 2));
        p = T.MultiplyAdd(p, w, T.Broadcast(0.2792426645755768f / 2));
        T tail = gaussian * w * p;
        return T.Select(T.LessThan(x, T.Broadcast(0f)), tail, one - tail);
    }
}
