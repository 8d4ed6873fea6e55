using Precocial.Tensors;

namespace Precocial.Architectures;

// Until the engine's operations are in the hub; then this file goes.
internal static class OperationsToCome
{
    public static Tensor Gelu(this Tensor x) => throw new NotImplementedException();
    public static Tensor Tanh(this Tensor x) => throw new NotImplementedException();
    public static Tensor Sigmoid(this Tensor x) => throw new NotImplementedException();
    public static Tensor HardSwish(this Tensor x) => throw new NotImplementedException();
    public static Tensor Silu(this Tensor x) => throw new NotImplementedException();
    public static Tensor Sin(this Tensor x) => throw new NotImplementedException();
    public static Tensor Cos(this Tensor x) => throw new NotImplementedException();
    public static Tensor Gaussian(this Tensor x) => throw new NotImplementedException();
    public static Tensor Abs(this Tensor x) => throw new NotImplementedException();
    public static Tensor Step(this Tensor x) => throw new NotImplementedException();
    public static Tensor Negate(this Tensor x) => throw new NotImplementedException();
    public static Tensor LayerNorm(this Tensor x, Tensor a, Tensor b, float e) => throw new NotImplementedException();
    public static Tensor Multiply(this Tensor x, Tensor a) => throw new NotImplementedException();
    public static Tensor Subtract(this Tensor x, Tensor a) => throw new NotImplementedException();
    public static Tensor Dropout(this Tensor x, float p, Rng r, bool training) => throw new NotImplementedException();
}

internal static class TensorOperations
{
    public static Tensor Concat(ReadOnlySpan<Tensor> x, int axis) => throw new NotImplementedException();
}
