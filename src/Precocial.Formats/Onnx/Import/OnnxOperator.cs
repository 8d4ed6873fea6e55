namespace Precocial.Formats.Onnx;

/// <summary>One node of an ONNX graph with its inputs known.</summary>
internal sealed class OnnxOperator(NodeProto node, OnnxValue?[] inputs, int opset)
{
    private readonly Dictionary<string, AttributeProto> _attributes = AttributesOf(node);

    public string Type => node.OpType;

    /// <summary>The node's name, or its first output's.</summary>
    public string Name => node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault() ?? "";

    public int OpSet => opset;

    public OnnxValue?[] Inputs => inputs;

    public int OutputCount => node.Output.Count;

    public string OutputName => node.Output.FirstOrDefault() ?? "";

    /// <summary>Whether every input that is given is a constant.</summary>
    public bool IsConstant => Array.TrueForAll(inputs, input => input is null or OnnxConstant);

    public bool Has(int index) => index < inputs.Length && inputs[index] is not null;

    public bool HasAttribute(string name) => _attributes.ContainsKey(name);

    /// <summary>An input that depends on the network's input.</summary>
    public ComputedValue Computed(int index) => Input(index) as ComputedValue
        ?? throw new OnnxRefusal($"input {index} must be computed from the network's input, but is a constant");

    /// <summary>An input that is known while importing.</summary>
    public OnnxConstant Constant(int index) => Input(index) as OnnxConstant
        ?? throw new OnnxRefusal($"input {index} must be a constant, but is computed from the network's input");

    /// <summary>An input of either sort.</summary>
    public OnnxValue Input(int index) => Has(index)
        ? inputs[index] is UnknownValue unknown ? throw new OnnxRefusal(unknown.Refusal) : inputs[index]!
        : throw new OnnxRefusal($"input {index} is missing");

    public long[] Integers(int index)
    {
        OnnxConstant constant = Constant(index);
        return constant.IsFloat ? throw new OnnxRefusal($"input {index} must hold whole numbers") : constant.Integers;
    }

    public float Number(int index)
    {
        OnnxConstant constant = Constant(index);
        return constant.Count != 1 ? throw new OnnxRefusal($"input {index} must be one number")
            : constant.IsFloat ? constant.Floats[0] : constant.Integers[0];
    }

    public long Integer(string name, long absent) =>
        _attributes.TryGetValue(name, out AttributeProto? attribute) ? attribute.I : absent;

    public float Number(string name, float absent) =>
        _attributes.TryGetValue(name, out AttributeProto? attribute) ? attribute.F : absent;

    public string Word(string name, string absent) =>
        _attributes.TryGetValue(name, out AttributeProto? attribute) ? attribute.S.ToStringUtf8() : absent;

    public long[]? Integers(string name) =>
        _attributes.TryGetValue(name, out AttributeProto? attribute) ? [.. attribute.Ints] : null;

    public AttributeProto? Attribute(string name) => _attributes.GetValueOrDefault(name);

    /// <summary>Whole numbers that are an attribute in old operator sets and an input in new ones; null where there
    /// are none.</summary>
    public long[]? IntegersOf(string attribute, int input) =>
        Integers(attribute) ?? (Has(input) ? Integers(input) : null);

    /// <summary>An axis counted from the front.</summary>
    public int Axis(long axis, int rank)
    {
        long counted = axis < 0 ? axis + rank : axis;
        return counted >= 0 && counted < rank
            ? (int)counted
            : throw new OnnxRefusal($"there is no axis {axis} among {rank}");
    }

    private static Dictionary<string, AttributeProto> AttributesOf(NodeProto node)
    {
        var attributes = new Dictionary<string, AttributeProto>(StringComparer.Ordinal);
        foreach (AttributeProto attribute in node.Attribute)
            attributes[attribute.Name] = attribute;
        return attributes;
    }
}
