namespace Precocial.Tensors;

// The same operations as the methods of TensorOperations, in the notation of formulas.
public sealed partial class Tensor
{
    /// <summary>See <see cref="TensorOperations.Add(Tensor, Tensor)"/>.</summary>
    public static Tensor operator +(Tensor x, Tensor y) => x.Add(y);

    /// <summary>See <see cref="TensorOperations.Subtract(Tensor, Tensor)"/>.</summary>
    public static Tensor operator -(Tensor x, Tensor y) => x.Subtract(y);

    /// <summary>Element by element, not the matrix product: see
    /// <see cref="TensorOperations.Multiply(Tensor, Tensor)"/>.</summary>
    public static Tensor operator *(Tensor x, Tensor y) => x.Multiply(y);

    /// <summary>See <see cref="TensorOperations.Divide(Tensor, Tensor)"/>.</summary>
    public static Tensor operator /(Tensor x, Tensor y) => x.Divide(y);

    /// <summary>x + y for a number y.</summary>
    public static Tensor operator +(Tensor x, float y) => x.Affine(1, y);

    /// <summary>x + y for a number x.</summary>
    public static Tensor operator +(float x, Tensor y) => y.Affine(1, x);

    /// <summary>x − y for a number y.</summary>
    public static Tensor operator -(Tensor x, float y) => x.Affine(1, -y);

    /// <summary>x − y for a number x.</summary>
    public static Tensor operator -(float x, Tensor y) => y.Affine(-1, x);

    /// <summary>x·y for a number y.</summary>
    public static Tensor operator *(Tensor x, float y) => x.Affine(y, 0);

    /// <summary>x·y for a number x.</summary>
    public static Tensor operator *(float x, Tensor y) => y.Affine(x, 0);

    /// <summary>x/y for a number y.</summary>
    public static Tensor operator /(Tensor x, float y) => x.Affine(1 / y, 0);

    /// <summary>x/y for a number x.</summary>
    public static Tensor operator /(float x, Tensor y) => y.Reciprocal().Affine(x, 0);

    /// <summary>−x.</summary>
    public static Tensor operator -(Tensor x) => x.Negate();
}
