using System.Text;

namespace Precocial.Formats.Onnx;

/// <summary>Names of nodes such that our names of weights are those of the file: the node whose weight is
/// <c>layer1.0.conv1.weight</c> is called <c>layer1.0.conv1</c>.</summary>
internal sealed class ImportNames
{
    private const int MaxLength = 160;

    private static readonly string[] Endings =
        ["weight", "bias", "running_mean", "running_var", "kernel", "gamma", "beta"];

    // What TensorFlow's converters add to the name of a layer.
    private static readonly string[] Operations =
        ["ReadVariableOp", "Conv2D", "BiasAdd", "MatMul", "depthwise", "FusedBatchNormV3", "Tensordot", "read"];

    // Our names of the ends of a network are taken.
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal) { "input", "logits" };

    /// <summary>A name for a node that no other has.</summary>
    public string Of(ImportNode node)
    {
        string name = node.Weights.Select(weight => OfWeight(weight.Constant))
            .FirstOrDefault(known => known is not null) ?? OfPath(node);
        name = Clean(name.Length > 0 ? name : node.Primitive.Kind);
        string unique = name;
        for (int i = 2; !_taken.Add(unique); i++)
            unique = $"{name}_{i}";
        return unique;
    }

    /// <summary>Whether a name is one that PyTorch made up for something that it computed.</summary>
    public static bool IsMadeUp(string initializer) => initializer.Contains("::")
        || initializer.All(char.IsAsciiDigit) || initializer.StartsWith('/');

    private static string? OfWeight(OnnxConstant? constant)
    {
        OnnxName? origin = constant?.Origin ?? constant?.TransposedOf?.Origin;
        if (origin is null || IsMadeUp(origin.Initializer))
            return null;
        string name = origin.Initializer;
        foreach (string ending in Endings)
        {
            if (name.Length > ending.Length + 1 && name.EndsWith(ending, StringComparison.Ordinal)
                && (name[^(ending.Length + 1)] is '.' or '_' or '/'))
                return name[..^(ending.Length + 1)];
        }
        return WithoutOperations(name.Split(':')[0]);
    }

    // PyTorch: /layer1/layer1.0/conv1/Conv. TensorFlow: model/conv1/Conv2D.
    private static string OfPath(ImportNode node)
    {
        string hint = node.Hint;
        if (!hint.StartsWith('/'))
            return hint.Contains('/') ? WithoutOperations(hint) : node.Primitive.Kind;
        string[] parts = hint.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (node.Weights.Length > 0 && parts.Length > 1)
            parts = parts[..^1];
        var path = new StringBuilder();
        string previous = "";
        foreach (string part in parts)
        {
            // A child of a list repeats the list's name: layer1/layer1.0.
            if (previous.Length > 0 && part.StartsWith(previous + ".", StringComparison.Ordinal))
                path.Append(part.AsSpan(previous.Length));
            else
                path.Append(path.Length > 0 ? "." : "").Append(part);
            previous = part;
        }
        return path.ToString();
    }

    private static string WithoutOperations(string name)
    {
        while (name.LastIndexOf('/') is > 0 and var cut
            && Operations.Any(operation => name.AsSpan(cut + 1).StartsWith(operation, StringComparison.Ordinal)))
            name = name[..cut];
        return name;
    }

    private static string Clean(string name)
    {
        var clean = new StringBuilder(Math.Min(name.Length, MaxLength));
        foreach (char c in name.Length <= MaxLength ? name : name[^MaxLength..])
            clean.Append(char.IsControl(c) || char.IsSurrogate(c) || c is '"' or '\\' or ':' ? '_' : c);
        return clean.ToString();
    }
}
