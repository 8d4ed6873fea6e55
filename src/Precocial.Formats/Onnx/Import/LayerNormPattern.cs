using Precocial.Architectures;

namespace Precocial.Formats.Onnx;

/// <summary>Layer normalisation as operators before 17 spell it.</summary>
internal static class LayerNormPattern
{
    /// <summary>What is normalised in (x − mean(x))/√(mean((x − mean(x))²) + ε), along which axis of the sample;
    /// null where the node is something else.</summary>
    public static (ImportNode X, int Axis, float Epsilon)? Match(ImportNode node)
    {
        if (node is not { Primitive: Arithmetic arithmetic, Inputs: [var centred, var divisor] })
            return null;
        ImportNode? root = arithmetic.Function switch
        {
            ArithmeticFunction.Divide => divisor,
            ArithmeticFunction.Multiply when divisor.Primitive is Elementwise { Function: ElementFunction.Reciprocal } =>
                divisor.Inputs[0],
            _ => null,
        };
        if (root is not { Primitive: Elementwise { Function: ElementFunction.Sqrt }, Inputs: [var shifted] }
            || shifted is not { Primitive: Affine { Scale: 1, Shift: > 0 } epsilon, Inputs: [var variance] }
            || Mean(variance) is not { } axis || variance.Inputs[0] is not { } square || !IsSquareOf(square, centred)
            || centred is not
            {
                Primitive: Arithmetic { Function: ArithmeticFunction.Subtract },
                Inputs: [var x, var mean]
            }
            || Mean(mean) != axis || mean.Inputs[0] != x)
            return null;
        return (x, axis, epsilon.Shift);
    }

    private static int? Mean(ImportNode node) =>
        node.Primitive is Reduce { Function: ReduceFunction.Mean, Keep: true, Axes: [var axis] } ? axis : null;

    private static bool IsSquareOf(ImportNode square, ImportNode x) => square.Primitive switch
    {
        Elementwise { Function: ElementFunction.Square } => square.Inputs[0] == x,
        Arithmetic { Function: ArithmeticFunction.Multiply } => square.Inputs[0] == x && square.Inputs[1] == x,
        _ => false,
    };
}
