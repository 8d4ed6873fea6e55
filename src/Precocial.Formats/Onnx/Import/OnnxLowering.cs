using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.Onnx;

/// <summary>Turns ONNX operators into nodes of ours, one at a time, in the order of their needs.</summary>
/// <remarks>
/// 1. An operator of constants is computed (<see cref="OnnxFolding"/>); shapes are known, with the batch at the size
/// that the file names, or 1. 2. What only moves axes changes a <see cref="ComputedValue"/>'s list of axes. 3. The
/// rest becomes nodes; where a node completes something that has a primitive of its own (layer normalisation, gelu, a
/// linear layer's offset), that primitive is made from the start of the pattern, and what is then needed by nobody
/// falls away at the end. 4. Equal nodes without weights are one node.
/// </remarks>
internal sealed partial class OnnxLowering(int batch)
{
    private const int MaxNodes = 100_000;

    private readonly Dictionary<(Primitive, int, int), ImportNode> _equal = [];
    private readonly List<string> _notes = [];
    private int _count;
    private OnnxOperator _operator = null!;

    public IReadOnlyList<string> Notes => _notes;

    /// <summary>What every supported operator is called, for messages.</summary>
    public static string Supported { get; } = string.Join(", ",
    [
        "Add", "AveragePool", "BatchNormalization", "Cast", "Clip", "Concat", "Conv", "Div", "Dropout", "Einsum",
        "Elu", "Erf",
        "Exp", "Expand", "Flatten", "Gather", "Gelu", "Gemm", "GlobalAveragePool", "GlobalMaxPool", "HardSigmoid",
        "HardSwish", "Identity", "LayerNormalization", "LeakyRelu", "Log", "LogSoftmax", "MatMul", "Max", "MaxPool",
        "Min", "Mish", "Mul", "Neg", "PRelu", "Pad", "Pow", "Reciprocal", "ReduceL2", "ReduceMax", "ReduceMean",
        "ReduceSum", "Relu", "Reshape", "Shape", "Sigmoid", "Slice", "Softmax", "Softplus", "Split", "Sqrt",
        "Squeeze", "Sub", "Sum", "Tanh", "Tile", "Transpose", "Unsqueeze", "and any arithmetic of constants",
    ]);

    /// <summary>The network's input.</summary>
    public ImportNode Input(Shape shape) => Make(new InputPrimitive(shape), [], []);

    /// <summary>The node whose samples are those of the network's output.</summary>
    /// <exception cref="OnnxRefusal">The output is no batch of samples.</exception>
    public ImportNode Output(ComputedValue x)
    {
        if (x.BatchAxis != 0 || !x.HasPureBatch)
            throw new OnnxRefusal($"expected an output [batch, classes], but found {Text(x)}");
        ComputedValue ordered = Ordered(x, withUnits: false);
        ImportNode node = ordered.Node;
        if (node.Shape.Rank > 1)
            node = WithoutAxesOfOne(ordered).Node;
        return node.Primitive is InputPrimitive ? Make(new Identity(), node) : node;
    }

    /// <summary>What an operator's outputs stand for.</summary>
    /// <exception cref="OnnxRefusal">It cannot be imported.</exception>
    public OnnxValue[] Lower(OnnxOperator o)
    {
        _operator = o;
        if (o.IsConstant && (o.Inputs.Length > 0 || o.Type == "Constant") && OnnxFolding.Of(o) is { } folded)
            return folded;
        if (!Array.Exists(o.Inputs, input => input is ComputedValue))
            throw new OnnxRefusal(Array.Find(o.Inputs, input => input is UnknownValue) is UnknownValue unknown
                ? unknown.Refusal : $"the operator is not supported for constants alone. With inputs these are: {Supported}");
        return o.Type switch
        {
            "Split" => Split(o),
            "Dropout" => [DropoutOf(o)],
            "BatchNormalization" => [BatchNormOf(o)],
            "MaxPool" => [MaxPoolOf(o)],
            _ => [LowerOne(o)],
        };
    }

    private OnnxValue LowerOne(OnnxOperator o) => o.Type switch
    {
        "Conv" => ConvolutionOf(o),
        "AveragePool" => AveragePoolOf(o),
        "GlobalAveragePool" => GlobalPool(o, ReduceFunction.Mean),
        "GlobalMaxPool" => GlobalPool(o, ReduceFunction.Max),
        "Gemm" => Gemm(o),
        "MatMul" => MatMulOf(o),
        "Einsum" => EinsumOf(o),
        "LayerNormalization" => LayerNormOf(o),
        "Softmax" => SoftmaxOf(o, logarithm: false),
        "LogSoftmax" => SoftmaxOf(o, logarithm: true),
        "Reshape" => SeenAs(o.Computed(0), FoldTarget(o)),
        "Flatten" => FlattenOf(o),
        "Transpose" => TransposeOf(o),
        "Unsqueeze" => UnsqueezeOf(o),
        "Squeeze" => SqueezeOf(o),
        "Concat" => ConcatOf(o),
        "Slice" => SliceOf(o),
        "Gather" => GatherOf(o),
        "Expand" => ExpandOf(o),
        "Tile" => TileOf(o),
        "Pad" => PadOf(o),
        "Shape" => OnnxFolding.ShapeOf(o, o.Computed(0).Shape(batch)),
        "Size" => OnnxConstant.Scalar(o.Computed(0).Shape(batch).Aggregate(1L, (product, size) => product * size)),
        "Identity" => o.Computed(0),
        "Cast" => CastOf(o),
        "ReduceMean" => Reduced(o, ReduceFunction.Mean),
        "ReduceSum" => Reduced(o, ReduceFunction.Sum),
        "ReduceMax" => Reduced(o, ReduceFunction.Max),
        "ReduceL2" => ReducedLength(o),
        "Add" or "Sub" or "Mul" or "Div" or "Pow" => TwoInputs(o, o.Input(0), o.Input(1)),
        "Sum" or "Max" or "Min" or "Mean" => ManyInputs(o),
        "PRelu" => LeakyRelu(o.Computed(0), o.Input(1)),
        _ => UnaryOf(o),
    };

    private OnnxValue CastOf(OnnxOperator o) =>
        (TensorProto.Types.DataType)o.Integer("to", 1) is TensorProto.Types.DataType.Float
            or TensorProto.Types.DataType.Double or TensorProto.Types.DataType.Float16
            or TensorProto.Types.DataType.Bfloat16
            ? o.Computed(0)
            : throw new OnnxRefusal("what is computed from the input must stay floating-point numbers");

    // A node of ours; its shape is checked.
    private ImportNode Make(Primitive primitive, ImportNode[] inputs, ImportWeight[] weights)
    {
        if (weights.Length == 0 && inputs.Length is 1 or 2 && primitive is not Dropout)
        {
            (Primitive, int, int) key = (primitive, inputs[0].Index, inputs.Length == 2 ? inputs[1].Index : -1);
            if (!_equal.TryGetValue(key, out ImportNode? node))
                _equal[key] = node = New(primitive, inputs, weights);
            return node;
        }
        return New(primitive, inputs, weights);
    }

    private ImportNode Make(Primitive primitive, params ImportNode[] inputs) => Make(primitive, inputs, []);

    private ImportNode New(Primitive primitive, ImportNode[] inputs, ImportWeight[] weights)
    {
        if (_count >= MaxNodes)
            throw new OnnxRefusal($"the network would have more than {MaxNodes} nodes");
        Shape shape = primitive.InferShape(Array.ConvertAll(inputs, input => input.Shape));
        if (shape.Rank >= Shape.MaxRank)
            throw new OnnxRefusal($"a value of more than {Shape.MaxRank - 1} axes would be needed");
        return new ImportNode(_count++, primitive, inputs, shape, _count == 1 ? "" : _operator.Name, weights);
    }
}
