namespace Precocial.Formats.Onnx;

/// <summary>Computes operators whose inputs are all known: the arithmetic of shapes, transposed weights,
/// tables of relative positions.</summary>
internal static partial class OnnxFolding
{
    private const int MaxElements = 1 << 24;

    /// <summary>The outputs, or null where the operator is not computed here.</summary>
    public static OnnxConstant[]? Of(OnnxOperator o)
    {
        OnnxConstant[]? outputs = Computed(o);
        if (outputs is not null && o.Inputs.Any(input => input is OnnxConstant { IsLearned: true }))
        {
            foreach (OnnxConstant output in outputs)
                output.AsLearned();
        }
        return outputs;
    }

    private static OnnxConstant[]? Computed(OnnxOperator o) => o.Type switch
    {
        "Constant" => [ConstantOf(o)],
        "Identity" or "Dropout" => [o.Constant(0)],
        "Cast" => [Cast(o.Constant(0), o.Integer("to", 1))],
        "Shape" => [ShapeOf(o, [.. o.Constant(0).Dims.Select(size => (long)size)])],
        "Size" => [OnnxConstant.Scalar(o.Constant(0).Count)],
        "Reshape" => [o.Constant(0).Reshaped(ReshapeTarget(o, [.. o.Constant(0).Dims.Select(d => (long)d)]))],
        "Flatten" => [Flatten(o)],
        "Unsqueeze" => [o.Constant(0).Reshaped(Unsqueezed(o, o.Constant(0).Dims))],
        "Squeeze" => [o.Constant(0).Reshaped(Squeezed(o, o.Constant(0).Dims))],
        "Transpose" => [Transposed(o)],
        "Gather" => [Gather(o.Constant(0), o.Constant(1), o.Axis(o.Integer("axis", 0), o.Constant(0).Dims.Length))],
        "Concat" => [Concat(o)],
        "Slice" => [Slice(o)],
        "Split" => Split(o),
        "Expand" => [Expand(o)],
        "Tile" => [TileOf(o)],
        "ConstantOfShape" => [Filled(o)],
        "Range" => [Range(o)],
        "Where" => [Where(o)],
        "ScatterND" => [ScatterND(o)],
        "MatMul" => [MatMul(o.Constant(0), o.Constant(1))],
        "Softmax" when o.Constant(0) is { IsFloat: true, Dims.Length: 1 } logits => [Shares(logits)],
        "Clip" => [Unary(o, Clipping(o))],
        "ReduceMean" or "ReduceSum" or "ReduceProd" or "ReduceMax" or "ReduceMin" => [Reduced(o)],
        _ when FoldingFunctions.Binary(o.Type) is { } binary && o.Inputs.Length >= 2 => [Binary(o, binary)],
        _ when FoldingFunctions.Unary(o.Type) is { } unary => [Unary(o, unary)],
        _ => null,
    };

    /// <summary>What a Constant operator holds.</summary>
    private static OnnxConstant ConstantOf(OnnxOperator o)
    {
        if (o.Attribute("value")?.T is { } tensor)
            return new OnnxTensors("").Read(tensor);
        if (o.Attribute("value_float") is { } number)
            return OnnxConstant.Of([], [number.F]);
        if (o.Attribute("value_int") is { } integer)
            return OnnxConstant.Scalar(integer.I);
        if (o.Attribute("value_floats") is { } numbers)
            return OnnxConstant.Of([numbers.Floats.Count], [.. numbers.Floats]);
        return o.Integers("value_ints") is { } integers
            ? OnnxConstant.Of(integers)
            : throw new OnnxRefusal("a constant must be a tensor, numbers or whole numbers");
    }

    public static OnnxConstant Cast(OnnxConstant x, long type) => (TensorProto.Types.DataType)type switch
    {
        TensorProto.Types.DataType.Float or TensorProto.Types.DataType.Double or TensorProto.Types.DataType.Float16
            or TensorProto.Types.DataType.Bfloat16 => x.IsFloat ? x : OnnxConstant.Of(x.Dims, FloatsOf(x)),
        TensorProto.Types.DataType.Bool => OnnxConstant.Of(x.Dims, [.. NumbersOf(x).Select(v => v != 0 ? 1L : 0)]),
        _ => x.IsFloat ? OnnxConstant.Of(x.Dims, [.. NumbersOf(x).Select(Whole)]) : x,
    };

    // The shares of a mixed operation.
    private static OnnxConstant Shares(OnnxConstant logits)
    {
        double[] values = NumbersOf(logits);
        double largest = values.DefaultIfEmpty().Max();
        double[] terms = [.. values.Select(value => Math.Exp(value - largest))];
        return Of(logits.Dims, [.. terms.Select(term => term / terms.Sum())], isFloat: true);
    }

    private static long Whole(double value) => double.IsNaN(value) ? 0 : (long)Math.Clamp(value, -9e18, 9e18);

    private static float[] FloatsOf(OnnxConstant x) =>
        x.IsFloat ? x.Floats.ToArray() : [.. x.Integers.Select(value => (float)value)];

    private static double[] NumbersOf(OnnxConstant x) =>
        x.IsFloat ? [.. x.Floats.ToArray().Select(value => (double)value)]
            : [.. x.Integers.Select(value => (double)value)];

    private static OnnxConstant Of(int[] dims, double[] values, bool isFloat) => isFloat
        ? OnnxConstant.Of(dims, [.. values.Select(value => (float)value)])
        : OnnxConstant.Of(dims, [.. values.Select(Whole)]);
}
