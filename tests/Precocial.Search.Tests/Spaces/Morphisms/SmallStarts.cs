using Precocial.Architectures;

namespace Precocial.Search.Tests;

/// <summary>Small networks to begin with.</summary>
internal static class SmallStarts
{
    /// <summary>Two convolutions with batch norm and relu, for one-channel images of 8x8 pixels.</summary>
    public static ArchitectureGraph Image(int width = 8, int classes = 10)
    {
        var builder = new GraphBuilder([1, 8, 8]);
        builder.Add("conv1", new Convolution(width, Kernel: 3));
        builder.Add("norm1", new BatchNorm());
        builder.Add("relu1", new Activation(ActivationFunction.Relu));
        builder.Add("pool", new MaxPool(Size: 2, Stride: 2));
        builder.Add("conv2", new Convolution(width, Kernel: 3));
        builder.Add("norm2", new BatchNorm());
        builder.Add("relu2", new Activation(ActivationFunction.Relu));
        builder.Add("head", new GlobalAveragePool());
        builder.Add("logits", new Linear(classes));
        return builder.Build();
    }
}
