namespace Precocial.Tensors.Kernels;

/// <summary>π/2 in two doubles: their sum is right to 107 bits.</summary>
internal static class HalfPi
{
    public const double High = 1.5707963267948966;
    public const double Low = 6.123233995736766e-17;
    public const double Inverse = 0.63661977236758134;
}
