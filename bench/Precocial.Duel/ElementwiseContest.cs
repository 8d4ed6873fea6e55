using Precocial.Tensors;
using Precocial.Tensors.Kernels;

namespace Precocial.Duel;

/// <summary>elementwise NAME COUNT: a function of single elements; softmax64 works on rows of 64.</summary>
internal sealed unsafe class ElementwiseContest : IContest
{
    public Action? Prepare(string[] request)
    {
        if (request is not ["elementwise", var name, var count])
            return null;
        int n = int.Parse(count);
        float* x = NativeArray.Normal(n, deviation: 1.7f), z = NativeArray.Normal(n),
            y = NativeArray.Random(n);
        return name switch
        {
            "relu" => () => Elementwise.Relu(x, y, n),
            "relu_backward" => () => Elementwise.ReluBackward(z, x, y, n, accumulate: false),
            "add" => () => Elementwise.Add(x, z, y, n),
            "tanh" => () => Elementwise.Tanh(x, y, n),
            "sigmoid" => () => Elementwise.Sigmoid(x, y, n),
            "exp" => () => Elementwise.Exp(x, y, n),
            "softmax64" => () => Tensors.Kernels.Softmax.Forward(x, y, n / 64, 64),
            _ => null,
        };
    }
}
