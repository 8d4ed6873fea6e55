using Precocial.Tensors;

namespace Precocial.Architectures;

// Until the engine's operations are in the hub; then this file goes.
internal static class OperationsToCome
{
    public static Tensor Relu(this Tensor x) => throw new NotImplementedException();
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
    public static Tensor GlobalAveragePool(this Tensor x) => throw new NotImplementedException();
    public static Tensor AveragePool(this Tensor x, int a, int b, int c, bool countIncludesPadding) => throw new NotImplementedException();
    public static Tensor MaxPool(this Tensor x, int a, int b, int c) => throw new NotImplementedException();
    public static Tensor BatchNorm(this Tensor x, Tensor a, Tensor b, Tensor c, Tensor d, bool t, float m, float e) => throw new NotImplementedException();
    public static Tensor LayerNorm(this Tensor x, Tensor a, Tensor b, float e) => throw new NotImplementedException();
    public static Tensor Multiply(this Tensor x, Tensor a) => throw new NotImplementedException();
    public static Tensor Add(this Tensor x, Tensor a) => throw new NotImplementedException();
    public static Tensor Subtract(this Tensor x, Tensor a) => throw new NotImplementedException();
    public static Tensor Reshape(this Tensor x, Shape s) => throw new NotImplementedException();
    public static Tensor Convolve(this Tensor x, Tensor k, int stride, int padding, int dilation, int groups) => throw new NotImplementedException();
    public static Tensor AddBias(this Tensor x, Tensor b) => throw new NotImplementedException();
    public static Tensor Dropout(this Tensor x, float p, Rng r, bool training) => throw new NotImplementedException();
    public static Tensor Linear(this Tensor x, Tensor w, Tensor? b) => throw new NotImplementedException();
}

internal static class TensorOperations
{
    public static Tensor Concat(ReadOnlySpan<Tensor> x, int axis) => throw new NotImplementedException();
}
