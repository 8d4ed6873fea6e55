using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.CSharp;

/// <summary>Each primitive as a call of a function in <see cref="CSharpFunctions"/>.</summary>
internal static class CSharpCalls
{
    /// <summary>The expression that computes a node.</summary>
    /// <exception cref="NotSupportedException">The primitive is not known here.</exception>
    public static string Of(CSharpNode n) =>
        CSharpWindows.Of(n) ?? CSharpTokens.Of(n) ?? CSharpGeneral.Of(n) ?? Other(n)
        ?? throw new NotSupportedException(
            $"C# export does not know \"{n.Primitive.Kind}\" for {string.Join(" and ", n.Shapes)}. "
                + "Export to ONNX instead.");

    private static string? Other(CSharpNode n) => n.Primitive switch
    {
        Standardize p => n.Call("Normalize", n.Input, Inner(n.Shape), n.Stored(p.Mean.AsSpan()),
            n.Stored(p.Scale.AsSpan()), "default"),
        BatchNorm p => n.Call("Normalize", n.Input, Inner(n.Shape), n.Weight("running_mean"),
            n.Stored(Folded(n.Values("weight"), n.Values("running_variance"), p.Epsilon)), n.Weight("bias")),
        LayerNorm p => n.Call("LayerNorm", n.Input, CSharpNode.Literal(p.Epsilon), n.Weight("weight"),
            n.Weight("bias")),
        Activation p => n.Call($"{p.Function}", n.Input),
        Linear p => n.Call("Linear", n.Input, p.OutFeatures,
            n.Stored(Transposed(n.Values("weight"), p.OutFeatures)), p.Bias ? n.Weight("bias") : "default"),
        Sum when n.Inputs.Length > 1 => n.Call("Sum", n.Inputs),
        Concat p when n.Inputs.Length > 1 => p.Axis == 0
            ? n.Call("Concat", n.Inputs)
            : n.Call("ConcatRows", [n.Shape.ToArray().Take(p.Axis).Aggregate((a, b) => a * b), .. n.Inputs]),
        Flatten or Identity or Dropout or Sum or Concat => n.Input,
        Zero => $"new float[{n.Shape.Count}]",
        ChannelScale => n.Call("ChannelScale", n.Inputs),
        MixedOperation p => n.Call("Mix",
            [n.Weight(MixedOperation.Weight), p.NoneFirst ? 1 : 0, .. n.Inputs]),
        Neurons p => n.Call("Neurons", n.Input, p.Wiring.Outputs,
            p.Values.IsEmpty ? n.Weight("weight") : n.Stored(p.Values.AsSpan()),
            n.Stored(p.Wiring.Functions.Select(function => (int)function)),
            n.Stored(p.Wiring.Sources), n.Stored(p.Wiring.Targets)),
        _ => null,
    };

    // Elements of one channel or feature.
    private static int Inner(Shape shape) => shape.Count / shape[0];

    private static float[] Folded(ReadOnlySpan<float> scale, ReadOnlySpan<float> variance, float epsilon)
    {
        var folded = new float[scale.Length];
        for (int i = 0; i < folded.Length; i++)
            folded[i] = (float)(scale[i] / Math.Sqrt((double)variance[i] + epsilon));
        return folded;
    }

    private static float[] Transposed(ReadOnlySpan<float> matrix, int rows)
    {
        var transposed = new float[matrix.Length];
        int columns = matrix.Length / rows;
        for (int i = 0; i < matrix.Length; i++)
            transposed[i % columns * rows + i / columns] = matrix[i];
        return transposed;
    }
}
