using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.Onnx;

/// <summary>Reads a model's operators as a network.</summary>
internal sealed class OnnxImporter
{
    private readonly string _file;
    private readonly GraphProto _graph;
    private readonly OnnxSource _source;
    private readonly OnnxTensors _tensors;
    private readonly Dictionary<string, TensorProto> _initializers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OnnxValue> _values = new(StringComparer.Ordinal);
    private readonly List<string> _notes = [];
    private readonly int _batch;
    private readonly OnnxLowering _lowering;

    private OnnxImporter(ModelProto model, string path)
    {
        _file = Path.GetFileName(path);
        _source = OnnxSource.Of(model);
        _graph = _source.Graph;
        _tensors = new OnnxTensors(path);
        foreach (TensorProto tensor in _graph.Initializer)
        {
            if (!_initializers.TryAdd(tensor.Name, tensor))
                throw new OnnxRefusal($"expected each initializer once, but \"{OnnxSource.OneLine(tensor.Name)}\" is there "
                    + "twice");
        }
        ValueInfoProto[] inputs = [.. _graph.Input.Where(input => !_initializers.ContainsKey(input.Name))];
        if (inputs.Length != 1)
            throw new OnnxRefusal($"expected one input, an image, but found {inputs.Length}"
                + (inputs.Length == 0 ? ""
                    : $": {string.Join(", ", inputs.Take(4).Select(i => OnnxSource.OneLine(i.Name)))}"));
        ImportInput input = ImportInput.Of(inputs[0]);
        _batch = input.Batch;
        _lowering = new OnnxLowering(_batch);
        ImportNode node = _lowering.Input(input.Sample);
        _values[inputs[0].Name] = new ComputedValue(node, input.Axes, 0);
        if (input.Note is { } note)
            _notes.Add(note);
    }

    /// <summary>Imports.</summary>
    /// <exception cref="FileFormatException">Something in the file cannot be read.</exception>
    public static ImportedNetwork Import(ModelProto model, string path)
    {
        string file = Path.GetFileName(path);
        try
        {
            return new OnnxImporter(model, path).Import();
        }
        catch (OnnxRefusal e)
        {
            throw new FileFormatException($"{file}: {e.Message}.", e);
        }
        catch (Exception e) when (e is GraphException or ShapeException or OverflowException)
        {
            throw new FileFormatException($"{file}: {OnnxSource.OneLine(e.Message)}", e);
        }
    }

    private ImportedNetwork Import()
    {
        string output = Output();
        foreach (NodeProto node in _source.NodesFor(output))
            Run(node);
        if (!_values.TryGetValue(output, out OnnxValue? value))
            throw new OnnxRefusal($"expected the output \"{OnnxSource.OneLine(output)}\" to be computed, but it is not");
        if (value is not ComputedValue result)
            throw new OnnxRefusal(value is UnknownValue unknown ? unknown.Refusal
                : $"expected the output \"{OnnxSource.OneLine(output)}\" to depend on the input, but it does not");
        ImportNode last = Logits(_lowering.Output(result));
        (ArchitectureGraph graph, ImportNode[] nodes) = ImportedGraph.Of(last);
        return ImportedWeights.Load(graph, nodes, [.. _notes, .. _lowering.Notes], _file, Free);
    }

    // Losses take logits, and what a hypernetwork knows as a softmax is attention.
    private ImportNode Logits(ImportNode last)
    {
        if (last.Primitive is Softmax && last.Shape.Rank == 1)
        {
            _notes.Add("The softmax at the end is left out: the network ends in its logits.");
            return last.Inputs[0];
        }
        return last;
    }

    private string Output()
    {
        if (_graph.Output.Count == 0)
            throw new OnnxRefusal("expected an output, but found none");
        string first = _graph.Output[0].Name;
        foreach (ValueInfoProto other in _graph.Output.Skip(1))
        {
            if (!other.Name.Contains("aux", StringComparison.OrdinalIgnoreCase))
                throw new OnnxRefusal($"expected one output, but \"{OnnxSource.OneLine(other.Name)}\" is another and not "
                    + "called auxiliary");
            _notes.Add($"The auxiliary output \"{OnnxSource.OneLine(other.Name)}\" is left out.");
        }
        return first;
    }

    private void Run(NodeProto node)
    {
        try
        {
            OnnxValue[] outputs = Outputs(node);
            for (int i = 0; i < node.Output.Count; i++)
            {
                if (node.Output[i].Length == 0)
                    continue;
                _values[node.Output[i]] = i < outputs.Length ? outputs[i]
                    : new UnknownValue(Where(node) + $"output {i} is not read");
            }
        }
        catch (OnnxRefusal e)
        {
            // An error where a result of it is needed: a pattern may not need it.
            bool located = e.Message.StartsWith("node \"", StringComparison.Ordinal);
            string refusal = located ? e.Message : Where(node) + e.Message;
            foreach (string output in node.Output.Where(output => output.Length > 0))
                _values[output] = new UnknownValue(refusal);
        }
        catch (Exception e) when (e is ShapeException or OverflowException)
        {
            throw new OnnxRefusal(Where(node) + OnnxSource.OneLine(e.Message).TrimEnd('.'));
        }
    }

    private OnnxValue[] Outputs(NodeProto node)
    {
        if (node.Domain is not ("" or "ai.onnx"))
            throw new OnnxRefusal($"operators of {OnnxSource.OneLine(node.Domain)} are not supported, ONNX's own are");
        OnnxValue?[] inputs = [.. node.Input.Select(input => input.Length == 0 ? null : Value(input))];
        var o = new OnnxOperator(node, inputs, _source.OpSet);
        // PyTorch stores equal parameters once, and gives the others their names by Identity.
        if (o.Type == "Identity" && inputs is [OnnxConstant { Origin: { } origin } shared] && node.Output.Count == 1
            && !ImportNames.IsMadeUp(node.Output[0]) && !node.Output[0].Contains("_output_"))
            return [shared.Named(origin with { Initializer = node.Output[0] }).AsLearned()];
        return _lowering.Lower(o);
    }

    private OnnxValue Value(string name)
    {
        if (_values.TryGetValue(name, out OnnxValue? value))
            return value;
        if (!_initializers.TryGetValue(name, out TensorProto? tensor))
            throw new OnnxRefusal($"expected a value \"{OnnxSource.OneLine(name)}\", but there is none");
        try
        {
            return _values[name] = _tensors.Read(tensor).AsLearned();
        }
        catch (OnnxRefusal e)
        {
            throw new OnnxRefusal($"initializer \"{OnnxSource.OneLine(name)}\": {e.Message}");
        }
    }

    // The bytes of an initializer are not needed once a weight has them.
    private void Free(string initializer)
    {
        if (_initializers.TryGetValue(initializer, out TensorProto? tensor))
            tensor.RawData = Google.Protobuf.ByteString.Empty;
    }

    private static string Where(NodeProto node)
    {
        string name = node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault() ?? "";
        return $"node \"{OnnxSource.OneLine(name)}\" ({OnnxSource.OneLine(node.OpType)}): ";
    }
}
