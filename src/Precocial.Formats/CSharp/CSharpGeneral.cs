using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.CSharp;

/// <summary>The general primitives, which imported networks have, as calls.</summary>
internal static class CSharpGeneral
{
    /// <summary>The expression; null for another primitive.</summary>
    public static string? Of(CSharpNode n) => n.Primitive switch
    {
        Reshape => n.Input,
        Transpose p => n.Rearranged(n.Input, n.Shape.Count, 0, n.OutputShape.ToArray(),
            Chosen(CSharpNode.Steps(n.Shape.ToArray()), p.Axes)),
        Slice p => Sliced(n, p),
        Tile p => Tiled(n, p),
        Pad p => n.Call("Pad", n.Input, CSharpNode.Literal(p.Value), CSharpNode.List(n.Shape.ToArray()),
            CSharpNode.List(p.Before.AsSpan()), CSharpNode.List(p.After.AsSpan())),
        MatMul p => Product(n, p),
        Softmax p => n.Call(p.Logarithm ? "LogSoftmax" : "Softmax", n.Input, n.Shape[^1]),
        Reduce p => Reduced(n, p),
        Arithmetic p => n.Call("Combine", Stretched(n, n.Inputs[0], n.Shapes[0]),
            Stretched(n, n.Inputs[1], n.Shapes[1]), Formula(p.Function)),
        TensorArithmetic p => n.Call("Combine", Stretched(n, n.Input, n.Shape),
            Stretched(n, n.Weight("weight"), p.Operand), Formula(p.Function)),
        Affine p => n.Call("Map", n.Input,
            $"x => x * {CSharpNode.Literal(p.Scale)} + {CSharpNode.Literal(p.Shift)}"),
        Clip p => n.Call("Map", n.Input,
            $"x => Math.Clamp(x, {CSharpNode.Literal(p.Least)}, {CSharpNode.Literal(p.Most)})"),
        Elementwise p => n.Call("Map", n.Input, Formula(p.Function)),
        _ => null,
    };

    private static string Sliced(CSharpNode n, Slice p)
    {
        int[] steps = CSharpNode.Steps(n.Shape.ToArray());
        int start = p.Start * steps[p.Axis];
        steps[p.Axis] *= p.Step;
        return n.Rearranged(n.Input, n.Shape.Count, start, n.OutputShape.ToArray(), steps);
    }

    // Each axis is two: the copy, which stays where it is, and the place in it.
    private static string Tiled(CSharpNode n, Tile p)
    {
        int[] steps = CSharpNode.Steps(n.Shape.ToArray());
        return n.Rearranged(n.Input, n.Shape.Count, 0,
            [.. steps.SelectMany((_, axis) => (int[])[p.Repeats[axis], n.Shape[axis]])],
            [.. steps.SelectMany(step => (int[])[0, step])]);
    }

    private static string Product(CSharpNode n, MatMul p) => n.Call("MatMul",
        p.TransposeLeft ? Turned(n, 0) : n.Inputs[0], p.TransposeRight ? Turned(n, 1) : n.Inputs[1],
        n.OutputShape[^2], p.TransposeLeft ? n.Shape[^2] : n.Shape[^1], n.OutputShape[^1]);

    // An input with its last two axes exchanged.
    private static string Turned(CSharpNode n, int input)
    {
        Shape x = n.Shapes[input];
        int[] sizes = x.ToArray(), steps = CSharpNode.Steps(x.ToArray());
        (sizes[^2], sizes[^1], steps[^2], steps[^1]) = (sizes[^1], sizes[^2], steps[^1], steps[^2]);
        return n.Rearranged(n.Inputs[input], x.Count, 0, sizes, steps);
    }

    // The axes that go are brought to the end.
    private static string Reduced(CSharpNode n, Reduce p)
    {
        int[] order = [.. Enumerable.Range(0, n.Shape.Rank).OrderBy(axis => p.Axes.Contains(axis))];
        string rows = n.Rearranged(n.Input, n.Shape.Count, 0, Chosen(n.Shape.ToArray(), order),
            Chosen(CSharpNode.Steps(n.Shape.ToArray()), order));
        string function = p.Function switch
        {
            ReduceFunction.Mean => "RowMeans",
            ReduceFunction.Sum => "RowSums",
            _ => "RowMaxima",
        };
        return n.Call(function, rows, n.Shape.Count / n.OutputShape.Count);
    }

    // An operand with its axes of size 1 as long as the output's.
    private static string Stretched(CSharpNode n, string x, Shape shape)
    {
        int[] steps = CSharpNode.Steps(shape.ToArray());
        for (int axis = 0; axis < steps.Length; axis++)
            steps[axis] = shape[axis] == 1 ? 0 : steps[axis];
        return n.Rearranged(x, shape.Count, 0, n.OutputShape.ToArray(), steps);
    }

    private static int[] Chosen(int[] values, IEnumerable<int> order) =>
        [.. order.Select(axis => values[axis])];

    private static string Formula(ArithmeticFunction function) => function switch
    {
        ArithmeticFunction.Add => "(a, b) => a + b",
        ArithmeticFunction.Subtract => "(a, b) => a - b",
        ArithmeticFunction.Multiply => "(a, b) => a * b",
        ArithmeticFunction.Divide => "(a, b) => a / b",
        ArithmeticFunction.Minimum => "(a, b) => Math.Min(a, b)",
        _ => "(a, b) => Math.Max(a, b)",
    };

    private static string Formula(ElementFunction function) => function switch
    {
        ElementFunction.Sqrt => "x => MathF.Sqrt(x)",
        ElementFunction.Square => "x => x * x",
        ElementFunction.Reciprocal => "x => 1 / x",
        ElementFunction.Exp => "x => MathF.Exp(x)",
        _ => "x => MathF.Log(x)",
    };
}
