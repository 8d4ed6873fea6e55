using Precocial.Architectures;

namespace Precocial.Formats.Onnx;

/// <summary>Finds activations that a file spells out: gelu with erf or tanh, x·sigmoid(x), clip(x + 3, 0,
/// 6)/6.</summary>
/// <remarks>Programs spell them in many orders, so the spelling does not matter: where nodes compute a function of
/// one earlier node, element by element, it is evaluated at points and compared with the known ones.</remarks>
internal static class ActivationPatterns
{
    private const int MaxDepth = 16;

    private static readonly double[] Points = [.. Enumerable.Range(-20, 41).Select(i => 0.37 * i + 0.01)];

    private static readonly (ActivationFunction Function, double[] Values)[] Known =
    [
        .. new (ActivationFunction, Func<double, double>)[]
        {
            (ActivationFunction.Gelu, Gelu),
            (ActivationFunction.GeluTanh, GeluTanh),
            (ActivationFunction.HardSwish, x => x * HardSigmoid(x)),
            (ActivationFunction.HardSigmoid, HardSigmoid),
            (ActivationFunction.Silu, x => x / (1 + Math.Exp(-x))),
            (ActivationFunction.Sigmoid, x => 1 / (1 + Math.Exp(-x))),
            (ActivationFunction.Relu6, x => Math.Clamp(x, 0, 6)),
        }.Select(pair => (pair.Item1, Array.ConvertAll(Points, point => pair.Item2(point)))),
    ];

    /// <summary>The activation that a node computes of an earlier one; null where it is none.</summary>
    public static (ActivationFunction Function, ImportNode X)? Match(ImportNode node)
    {
        if (!IsElementwise(node) || node.Primitive is Activation)
            return null;
        var nearby = new List<ImportNode> { node };
        for (int i = 0; i < nearby.Count && nearby.Count <= MaxDepth; i++)
        {
            if (!IsElementwise(nearby[i]))
                continue;
            foreach (ImportNode input in nearby[i].Inputs.Where(input => input.Shape == node.Shape))
            {
                if (!nearby.Contains(input))
                    nearby.Add(input);
            }
        }
        // The latest ones cannot depend on earlier ones.
        ImportNode[] ordered = [.. nearby.OrderBy(near => near.Index)];
        foreach (ImportNode x in ordered.Where(near => near != node))
        {
            if (Values(node, x, ordered) is not { } values)
                continue;
            foreach ((ActivationFunction function, double[] known) in Known)
            {
                if (known.Zip(values).All(pair => Same(pair.First, pair.Second)))
                    return (function, x);
            }
        }
        return null;
    }

    private static bool Same(double known, double value) => Math.Abs(known - value) < 1e-5 * (1 + Math.Abs(known));

    // The node as a function of x at the points; null where it depends on something else.
    private static double[]? Values(ImportNode node, ImportNode x, ImportNode[] ordered)
    {
        var values = new Dictionary<ImportNode, double[]> { [x] = Points };
        foreach (ImportNode next in ordered)
        {
            if (next.Index <= x.Index || next.Index > node.Index || !IsElementwise(next)
                || !next.Inputs.All(values.ContainsKey))
                continue;
            double[][] inputs = [.. next.Inputs.Select(input => values[input])];
            double[] y = new double[Points.Length];
            for (int i = 0; i < y.Length; i++)
                y[i] = Value(next.Primitive, inputs[0][i], inputs.Length > 1 ? inputs[1][i] : 0);
            values[next] = y;
        }
        return values.GetValueOrDefault(node);
    }

    private static bool IsElementwise(ImportNode node) => node.Primitive switch
    {
        Affine or Clip or Elementwise or ImportPlaceholder { Operator: "Erf" } => true,
        Activation a => a.Function is ActivationFunction.Sigmoid or ActivationFunction.Tanh or ActivationFunction.Relu6
            or ActivationFunction.HardSigmoid or ActivationFunction.Relu,
        Arithmetic or Sum => node.Inputs.Length == 2 && node.Inputs[0].Shape == node.Inputs[1].Shape,
        _ => false,
    };

    private static double Value(Primitive primitive, double x, double y) => primitive switch
    {
        Affine p => p.Scale * x + p.Shift,
        Clip p => Math.Clamp(x, p.Least, p.Most),
        ImportPlaceholder => FoldingFunctions.Erf(x),
        Sum => x + y,
        Elementwise { Function: ElementFunction.Sqrt } => Math.Sqrt(x),
        Elementwise { Function: ElementFunction.Square } => x * x,
        Elementwise { Function: ElementFunction.Reciprocal } => 1 / x,
        Elementwise { Function: ElementFunction.Exp } => Math.Exp(x),
        Elementwise => Math.Log(x),
        Activation { Function: ActivationFunction.Sigmoid } => 1 / (1 + Math.Exp(-x)),
        Activation { Function: ActivationFunction.Tanh } => Math.Tanh(x),
        Activation { Function: ActivationFunction.Relu6 } => Math.Clamp(x, 0, 6),
        Activation { Function: ActivationFunction.Relu } => Math.Max(x, 0),
        Activation => HardSigmoid(x),
        Arithmetic { Function: ArithmeticFunction.Add } => x + y,
        Arithmetic { Function: ArithmeticFunction.Subtract } => x - y,
        Arithmetic { Function: ArithmeticFunction.Multiply } => x * y,
        Arithmetic { Function: ArithmeticFunction.Divide } => x / y,
        Arithmetic { Function: ArithmeticFunction.Minimum } => Math.Min(x, y),
        _ => Math.Max(x, y),
    };

    private static double HardSigmoid(double x) => Math.Clamp(x + 3, 0, 6) / 6;

    private static double Gelu(double x) => x * (1 + FoldingFunctions.Erf(x / Math.Sqrt(2))) / 2;

    private static double GeluTanh(double x) =>
        x / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
}
