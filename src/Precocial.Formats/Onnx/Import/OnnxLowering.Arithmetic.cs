using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.Onnx;

/// <summary>Functions of one element and arithmetic of two.</summary>
internal sealed partial class OnnxLowering
{
    private ComputedValue UnaryOf(OnnxOperator o)
    {
        if (o.Inputs.Length == 0 || !o.Has(0) || Unary(o.Type) is not { } function)
            throw new OnnxRefusal($"the operator is not supported. These are: {Supported}");
        ComputedValue x = o.Computed(0);
        return x.With(Simplified(function(o, x.Node)));
    }

    private Func<OnnxOperator, ImportNode, ImportNode>? Unary(string type) => type switch
    {
        "Relu" => Activated(ActivationFunction.Relu),
        "Sigmoid" => Activated(ActivationFunction.Sigmoid),
        "Tanh" => Activated(ActivationFunction.Tanh),
        "HardSwish" => Activated(ActivationFunction.HardSwish),
        "Sin" => Activated(ActivationFunction.Sin),
        "Cos" => Activated(ActivationFunction.Cos),
        "Abs" => Activated(ActivationFunction.Abs),
        "Neg" => (_, x) => Scaled(x, -1, 0),
        "Sqrt" => Element(ElementFunction.Sqrt),
        "Exp" => Element(ElementFunction.Exp),
        "Log" => Element(ElementFunction.Log),
        "Reciprocal" => Element(ElementFunction.Reciprocal),
        "Erf" => (_, x) => Make(new ImportPlaceholder("Erf"), x),
        "Gelu" => (o, x) => Make(new Activation(
            o.Word("approximate", "none") == "tanh" ? ActivationFunction.GeluTanh : ActivationFunction.Gelu), x),
        "HardSigmoid" => (o, x) => Clipped(Scaled(x, o.Number("alpha", 0.2f), o.Number("beta", 0.5f)), 0, 1),
        "Clip" => (o, x) => Clipped(x, Bound(o, 1, "min", float.MinValue), Bound(o, 2, "max", float.MaxValue)),
        "LeakyRelu" => (o, x) => Leaky(x, o.Number("alpha", 0.01f)),
        "Elu" => (o, x) => ExponentialUnit(x, o.Number("alpha", 1f)),
        "Softplus" => (_, x) => Softplus(x),
        "Mish" => (_, x) => Two(ArithmeticFunction.Multiply, x,
            Make(new Activation(ActivationFunction.Tanh), Softplus(x))),
        _ => null,
    };

    private Func<OnnxOperator, ImportNode, ImportNode> Activated(ActivationFunction function) =>
        (_, x) => Make(new Activation(function), x);

    private Func<OnnxOperator, ImportNode, ImportNode> Element(ElementFunction function) =>
        (_, x) => Make(new Elementwise(function), x);

    private static float Bound(OnnxOperator o, int input, string attribute, float absent)
    {
        float bound = o.Has(input) ? o.Number(input) : o.Number(attribute, absent);
        return Math.Clamp(bound, float.MinValue, float.MaxValue);
    }

    private ImportNode Clipped(ImportNode x, float least, float most) => (least, most) switch
    {
        (0, float.MaxValue) => Make(new Activation(ActivationFunction.Relu), x),
        (0, 6) => Make(new Activation(ActivationFunction.Relu6), x),
        _ => Simplified(Make(new Clip(least, most), x)),
    };

    private ImportNode Scaled(ImportNode x, float scale, float shift) => scale == 1 && shift == 0
        ? x
        : Simplified(Make(new Affine(scale, shift), x));

    // max(x, 0) + a·min(x, 0), which is max(x, a·x) for a below 1.
    private ImportNode Leaky(ImportNode x, float slope) => slope <= 1
        ? Two(ArithmeticFunction.Maximum, x, Scaled(x, slope, 0))
        : Two(ArithmeticFunction.Minimum, x, Scaled(x, slope, 0));

    private ImportNode ExponentialUnit(ImportNode x, float alpha)
    {
        ImportNode below = Make(new Elementwise(ElementFunction.Exp), Make(new Clip(float.MinValue, 0), x));
        return Two(ArithmeticFunction.Add, Make(new Activation(ActivationFunction.Relu), x),
            Scaled(below, alpha, -alpha));
    }

    // max(x, 0) + log(1 + exp(−|x|)): no overflow.
    private ImportNode Softplus(ImportNode x)
    {
        ImportNode size = Scaled(Make(new Activation(ActivationFunction.Abs), x), -1, 0);
        ImportNode rest = Make(new Elementwise(ElementFunction.Log),
            Scaled(Make(new Elementwise(ElementFunction.Exp), size), 1, 1));
        return Two(ArithmeticFunction.Add, Make(new Activation(ActivationFunction.Relu), x), rest);
    }

    private ComputedValue LeakyRelu(ComputedValue x, OnnxValue slope)
    {
        ComputedValue above = x.With(Make(new Activation(ActivationFunction.Relu), x.Node));
        ComputedValue below = x.With(Make(new Clip(float.MinValue, 0), x.Node));
        return Combined(ArithmeticFunction.Add, above, Combined(ArithmeticFunction.Multiply, below, slope));
    }

    private ComputedValue ManyInputs(OnnxOperator o)
    {
        ArithmeticFunction function = o.Type switch
        {
            "Max" => ArithmeticFunction.Maximum,
            "Min" => ArithmeticFunction.Minimum,
            _ => ArithmeticFunction.Add,
        };
        OnnxValue[] inputs = [.. Enumerable.Range(0, o.Inputs.Length).Select(o.Input)
            .OrderBy(input => input is OnnxConstant)];
        ComputedValue result = (ComputedValue)inputs[0];
        foreach (OnnxValue input in inputs[1..])
            result = Combined(function, result, input);
        return o.Type == "Mean" ? result.With(Scaled(result.Node, 1f / inputs.Length, 0)) : result;
    }

    private ComputedValue TwoInputs(OnnxOperator o, OnnxValue a, OnnxValue b)
    {
        if (o.Type == "Pow")
            return Power((ComputedValue)o.Computed(0), o.Number(1));
        ArithmeticFunction function = o.Type switch
        {
            "Add" => ArithmeticFunction.Add,
            "Sub" => ArithmeticFunction.Subtract,
            "Mul" => ArithmeticFunction.Multiply,
            _ => ArithmeticFunction.Divide,
        };
        return (a, b) switch
        {
            (ComputedValue x, _) => Combined(function, x, b),
            (_, ComputedValue y) when function is ArithmeticFunction.Add or ArithmeticFunction.Multiply =>
                Combined(function, y, a),
            (_, ComputedValue y) when function == ArithmeticFunction.Subtract =>
                Combined(ArithmeticFunction.Add, y.With(Scaled(y.Node, -1, 0)), a),
            (_, ComputedValue y) => Combined(ArithmeticFunction.Multiply,
                y.With(Make(new Elementwise(ElementFunction.Reciprocal), y.Node)), a),
            _ => throw new OnnxRefusal("it is arithmetic of constants that are not numbers"),
        };
    }

    private ComputedValue Power(ComputedValue x, float exponent)
    {
        ImportNode square = Make(new Elementwise(ElementFunction.Square), x.Node);
        ImportNode root = Make(new Elementwise(ElementFunction.Sqrt), x.Node);
        return x.With(Simplified(exponent switch
        {
            1 => x.Node,
            2 => square,
            3 => Two(ArithmeticFunction.Multiply, square, x.Node),
            4 => Make(new Elementwise(ElementFunction.Square), square),
            0.5f => root,
            -0.5f => Make(new Elementwise(ElementFunction.Reciprocal), root),
            -1 => Make(new Elementwise(ElementFunction.Reciprocal), x.Node),
            _ => throw new OnnxRefusal($"the power {exponent} is not read; 1, 2, 3, 4, 0.5, -0.5 and -1 are"),
        }));
    }

    private ComputedValue Combined(ArithmeticFunction function, ComputedValue x, OnnxValue other) => other switch
    {
        OnnxConstant constant => WithConstant(function, x, constant),
        ComputedValue y => Combined(function, x, y),
        _ => throw new OnnxRefusal("an input is missing"),
    };

    private ComputedValue Combined(ArithmeticFunction function, ComputedValue x, ComputedValue y)
    {
        if (function == ArithmeticFunction.Multiply && (ChannelScaled(x, y) ?? ChannelScaled(y, x)) is { } scaled)
            return scaled;
        int rank = Math.Max(x.Rank, y.Rank);
        (x, y) = (Widened(x, rank), Widened(y, rank));
        if (x.BatchAxis != y.BatchAxis || x.BatchIsInner != y.BatchIsInner)
            throw new OnnxRefusal($"{Text(x)} and {Text(y)} hold the batch in different axes");
        (x, y) = (Unrepeated(x, y), Unrepeated(y, x));
        if (!x.Axes.SequenceEqual(y.Axes))
            (x, y) = Alike(x, y);
        ImportNode node = Two(function, x.Node, y.Node);
        return LayerNormalised(x.With(Simplified(node))) ?? x.With(Simplified(node));
    }

    // Repeating what the other operand stretches anyway.
    private static ComputedValue Unrepeated(ComputedValue x, ComputedValue y)
    {
        if (x.Node.Primitive is not Tile tile || !x.Axes.SequenceEqual(y.Axes))
            return x;
        bool stretched = Enumerable.Range(0, tile.Repeats.Length).All(i => tile.Repeats[i] == 1
            || (x.Node.Inputs[0].Shape[i] == 1 && y.Node.Shape[i] == x.Node.Shape[i]));
        return stretched ? x.With(x.Node.Inputs[0]) : x;
    }

    // Both with the same axes, those of size 1 included.
    private (ComputedValue X, ComputedValue Y) Alike(ComputedValue x, ComputedValue y)
    {
        int[] order = [.. x.Axes.Where(axis => axis >= 0)];
        bool follows = x.HasPureBatch && y.HasPureBatch && !x.Axes.Contains(ComputedValue.Unit);
        if (follows)
        {
            // y is smaller: it takes the layout of x, whatever the order of x's axes.
            ComputedValue whole = Ordered(y, withUnits: true);
            int[] turned = new int[order.Length];
            int next = 0;
            foreach (int axis in x.Axes.Where(axis => axis >= 0))
                turned[axis] = next++;
            return (x, Permuted(whole, turned));
        }
        (x, y) = (Ordered(x, withUnits: true), Ordered(y, withUnits: true));
        if (!x.Axes.SequenceEqual(y.Axes))
            throw new OnnxRefusal($"{Text(x)} and {Text(y)} hold the batch in different ways");
        return (x, y);
    }

    private ComputedValue? ChannelScaled(ComputedValue image, ComputedValue factors)
    {
        if (image.Node.Shape.Rank != 3 || factors.Node.Shape.Rank != 1 || image.Rank != factors.Rank
            || image.BatchAxis != factors.BatchAxis || !image.HasPureBatch || !factors.HasPureBatch
            || Array.IndexOf(image.Axes, 0) != Array.IndexOf(factors.Axes, 0)
            || image.Node.Shape[0] != factors.Node.Shape[0])
            return null;
        return image.With(Make(new ChannelScale(), image.Node, factors.Node));
    }

    private ImportNode Two(ArithmeticFunction function, ImportNode x, ImportNode y)
    {
        if (function == ArithmeticFunction.Add && x.Shape == y.Shape)
            return Make(new Sum(), x, y);
        return Make(new Arithmetic(function), x, y);
    }

    private ComputedValue WithConstant(ArithmeticFunction function, ComputedValue x, OnnxConstant constant)
    {
        if (!constant.IsFloat)
            throw new OnnxRefusal("a constant operand must hold floating-point numbers");
        if (constant.Count == 1 && constant.Dims.Length <= x.Rank)
            return x.With(WithNumber(function, x.Node, constant.Floats[0]));
        x = Widened(x, constant.Dims.Length);
        OnnxConstant operand = FirstOfBatch(constant.Reshaped(
            [.. Enumerable.Repeat(1, x.Rank - constant.Dims.Length), .. constant.Dims]), x.BatchAxis, x.HasPureBatch);
        bool grows = Enumerable.Range(0, x.Rank).Any(i =>
            operand.Dims[i] != 1 && operand.Dims[i] != x.SizeWithoutBatch(i));
        if (grows || Enumerable.Range(0, x.Rank).Any(i => operand.Dims[i] != 1 && x.Axes[i] < 0))
            x = Ordered(x, withUnits: true);
        return Absorbed(function, x, InLayout(x, operand)) ?? LearnedArithmetic(function, x, InLayout(x, operand));
    }

    private ImportNode WithNumber(ArithmeticFunction function, ImportNode x, float number) => function switch
    {
        ArithmeticFunction.Add => Scaled(x, 1, number),
        ArithmeticFunction.Subtract => Scaled(x, 1, -number),
        ArithmeticFunction.Multiply => Scaled(x, number, 0),
        ArithmeticFunction.Divide => Scaled(x, 1 / number, 0),
        ArithmeticFunction.Maximum => Clipped(x, number, float.MaxValue),
        _ => Clipped(x, float.MinValue, number),
    };

    // One sample of a constant that repeats itself for each of the batch.
    private OnnxConstant FirstOfBatch(OnnxConstant constant, int batchAxis, bool pure = true)
    {
        int size = constant.Dims[batchAxis];
        if (size == 1 || batch == 1)
            return size == 1 || !pure ? constant
                : throw new OnnxRefusal("a constant differs between samples of a batch");
        if (size % batch != 0)
            throw new OnnxRefusal("a constant differs between samples of a batch");
        int one = constant.Count / batch, outer = Product(constant.Dims[..batchAxis]);
        ReadOnlySpan<float> all = constant.Floats;
        if (outer != 1 || !pure)
            throw new OnnxRefusal("a constant that repeats itself for each sample must have the batch first");
        for (int i = 1; i < batch; i++)
        {
            if (!all.Slice(i * one, one).SequenceEqual(all[..one]))
                throw new OnnxRefusal("a constant differs between samples of a batch");
        }
        int[] dims = [.. constant.Dims];
        dims[batchAxis] = size / batch;
        return OnnxConstant.Of(dims, all[..one].ToArray());
    }

    // A constant, one axis for each of x's in ONNX, in the order of the sample's axes.
    private static OnnxConstant InLayout(ComputedValue x, OnnxConstant operand)
    {
        int rank = x.Node.Shape.Rank;
        int[] places = [.. Enumerable.Range(0, rank).Select(axis => Array.IndexOf(x.Axes, axis))];
        int[] dims = [.. places.Select(place => operand.Dims[place])];
        int[] moved = [.. places.Where(place => operand.Dims[place] != 1)];
        return moved.SequenceEqual(moved.Order())
            ? operand.Reshaped(dims)
            : OnnxFolding.Permuted(operand, places).Reshaped(dims);
    }

    private ComputedValue LearnedArithmetic(ArithmeticFunction function, ComputedValue x, OnnxConstant operand)
    {
        Shape shape = Shape.Create(operand.Dims), sample = x.Node.Shape;
        string name = operand.Origin?.Initializer ?? "";
        bool trained = operand.IsLearned && !IsMask(operand), named = name.Length > 0 && !ImportNames.IsMadeUp(name);
        var weight = new ImportWeight(operand);
        if (trained && named && function == ArithmeticFunction.Add && shape == sample && sample.Rank is 2 or 3)
            return x.With(Make(new PositionEncoding(), [x.Node], [weight]));
        bool scale = name.Contains("scale", StringComparison.OrdinalIgnoreCase) || name.Contains("gamma");
        if (scale && function == ArithmeticFunction.Multiply
            && (operand.Dims is [var channels, 1, 1] && channels == sample[0]
                || operand.Dims is [1, var features] && features == sample[1]))
            return x.With(Make(new LayerScale(), [x.Node], [weight]));
        return x.With(Make(new TensorArithmetic(function, shape, trained), [x.Node], [weight]));
    }

    // What PyTorch folded has a made-up name, masks of 0 and -100 as well as learned tables.
    private static bool IsMask(OnnxConstant operand)
    {
        if (operand.Origin is not { } origin || !origin.Initializer.Contains("::"))
            return false;
        float least = float.MaxValue, most = float.MinValue;
        foreach (float value in operand.Floats)
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        foreach (float value in operand.Floats)
        {
            if (value != least && value != most)
                return false;
        }
        return true;
    }

    // An offset that the layer before can add itself; scale and offset of a normalisation.
    private ComputedValue? Absorbed(ArithmeticFunction function, ComputedValue x, OnnxConstant operand)
    {
        ImportNode node = x.Node;
        int[] varying = [.. Enumerable.Range(0, operand.Dims.Length).Where(axis => operand.Dims[axis] != 1)];
        if (varying.Length != 1 || operand.Count != x.Node.Shape[varying[0]])
            return null;
        var weight = new ImportWeight(operand.Reshaped([operand.Count]));
        bool last = varying[0] == node.Shape.Rank - 1;
        if (function == ArithmeticFunction.Add)
        {
            if (node.Primitive is Convolution { Bias: false } convolution && varying[0] == 0)
                return x.With(Make(convolution with { Bias = true }, node.Inputs, [.. node.Weights, weight]));
            if (last && node.Primitive is Linear { Bias: false } linear)
                return x.With(Make(linear with { Bias = true }, node.Inputs, [.. node.Weights, weight]));
            if (last && node is { Primitive: Reshape, Inputs: [{ Primitive: Linear { Bias: false } inner } rows] })
            {
                ImportNode sum = Make(inner with { Bias = true }, rows.Inputs, [.. rows.Weights, weight]);
                return x.With(Reshaped(sum, node.Shape.ToArray()));
            }
            if (last && node.Primitive is LayerNorm norm && node.Weights[1] is { Constant: null })
                return x.With(Make(norm, node.Inputs, [node.Weights[0], weight]));
        }
        return last && function == ArithmeticFunction.Multiply && node.Primitive is LayerNorm bare
            && node.Weights is [{ Constant: null }, { Constant: null }]
            ? x.With(Make(bare, node.Inputs, [weight, node.Weights[1]]))
            : null;
    }

    // (x − mean)/√(variance + ε), which is a layer normalisation without scale and offset.
    private ComputedValue? LayerNormalised(ComputedValue quotient)
    {
        if (LayerNormPattern.Match(quotient.Node) is not { } match)
            return null;
        int rank = match.X.Shape.Rank;
        int[] order = [.. Enumerable.Range(0, rank).Where(axis => axis != match.Axis), match.Axis];
        ComputedValue x = Permuted(quotient.With(match.X), order);
        return x.With(Make(new LayerNorm(match.Epsilon), [x.Node],
            [new ImportWeight(Constant: null, Fill: 1), new ImportWeight(Constant: null)]));
    }

    private ImportNode Simplified(ImportNode node) => ActivationPatterns.Match(node) is { } match
        ? Make(new Activation(match.Function), match.X)
        : node;
}
