using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>An edge of a NAS-Bench-201 cell that is being built.</summary>
/// <param name="Builder">Takes its nodes.</param>
/// <param name="Name">The name of its last node, and the prefix of the others'.</param>
/// <param name="Number">Its place in the cell, 0..5 in the order of
/// <see cref="NasBench201Cell.EdgeEnds"/>.</param>
/// <param name="Channels">Of its input and its output.</param>
/// <param name="Input">The node that it reads.</param>
internal readonly record struct NasBench201Edge(
    GraphBuilder Builder, string Name, int Number, int Channels, int Input)
{
    private static readonly Activation Relu = new(ActivationFunction.Relu);
    private static readonly BatchNorm Norm = new();

    /// <summary>Adds an operation; returns its last node.</summary>
    /// <param name="operation">Which.</param>
    /// <param name="suffix">Of the name, where the edge has several operations.</param>
    public int Add(NasBench201Operation operation, string suffix = "")
    {
        string name = Name + suffix;
        switch (operation)
        {
            case NasBench201Operation.None:
                return Builder.Add(name, new Zero(), Input);
            case NasBench201Operation.SkipConnect:
                return Builder.Add(name, new Identity(), Input);
            case NasBench201Operation.AveragePool3x3:
                return Builder.Add(name, new AveragePool(Size: 3, Stride: 1), Input);
            default:
                int kernel = operation == NasBench201Operation.Convolution1x1 ? 1 : 3;
                Builder.Add(name + ".relu", Relu, Input);
                Builder.Add(name + ".conv", new Convolution(Channels, kernel));
                return Builder.Add(name + ".norm", Norm);
        }
    }
}
