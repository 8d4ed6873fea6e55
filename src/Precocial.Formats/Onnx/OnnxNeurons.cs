using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.Onnx;

/// <summary>A wiring in ONNX's operators, layer by layer.</summary>
/// <remarks>
/// 1. The state [batch, places so far] begins as a column of ones, which is the bias, and the inputs. 2. A
/// layer gathers the places that feed it and multiplies them by a matrix. The matrix is scattered from the
/// weight vector, which stays the only place where weights stand; runtimes do that once, when they load. 3.
/// The sums, sorted by function, are split, each part goes through its function, and all join the state. 4.
/// The outputs are gathered from the state. Where a sum is not finite, the zeros of the matrix make it NaN
/// for its neighbours as well.
/// </remarks>
internal sealed class OnnxNeurons
{
    private readonly OnnxNodeWriter _writer;
    private readonly NeuronWiring _wiring;
    private readonly string _weight;
    private readonly int[] _layers;

    // Where each place stands in the state.
    private readonly int[] _column;
    private string _state;
    private int _columns;

    private OnnxNeurons(OnnxNodeWriter writer, Neurons primitive)
    {
        NeuronWiring wiring = primitive.Wiring;
        (_writer, _wiring) = (writer, wiring);
        _weight = primitive.Values.IsEmpty
            ? writer.Weight("weight")
            : writer.Constant(primitive.Values.AsSpan(), [wiring.Connections]);
        _layers = WiringLayers.Of(wiring);
        _column = new int[wiring.Places];
        for (; _columns < wiring.FirstNeuron; _columns++)
            _column[_columns] = _columns;
        _state = writer.Inner("Pad", writer.Input, writer.Integers(0, 1, 0, 0), writer.Constant([1], []));
    }

    public static void Write(OnnxNodeWriter writer, Neurons primitive)
    {
        NeuronWiring wiring = primitive.Wiring;
        var neurons = new OnnxNeurons(writer, primitive);
        foreach (var layer in Enumerable.Range(wiring.FirstNeuron, wiring.Functions.Length)
            .GroupBy(place => neurons._layers[place]).OrderBy(group => group.Key))
            neurons.AddLayer([.. layer.OrderBy(neurons.FunctionOf)]);
        long[] outputs = [.. neurons._column.Skip(wiring.FirstOutput).Select(column => (long)column)];
        writer.Output("Gather", neurons._state, writer.Integers(outputs)).With("axis", 1);
    }

    private void AddLayer(int[] places)
    {
        string sums = Sums(places);
        var parts = places.GroupBy(FunctionOf)
            .Select(group => (Function: group.Key, Count: group.LongCount())).ToList();
        IReadOnlyList<string> pieces =
            parts.Count == 1 ? [sums] : _writer.Split(sums, [.. parts.Select(part => part.Count)]);
        _state = _writer.AlongAxis1("Concat",
            [_state, .. pieces.Zip(parts, (piece, part) => Apply(part.Function, piece))]);
        foreach (int place in places)
            _column[place] = _columns++;
    }

    // [batch, places]
    private string Sums(int[] places)
    {
        Dictionary<int, int> target = places.Index().ToDictionary(item => item.Item, item => item.Index);
        int[] connections = [.. Enumerable.Range(0, _wiring.Connections)
            .Where(i => target.ContainsKey(_wiring.Targets[i]))];
        int[] sources = [.. connections.Select(i => _wiring.Sources[i]).Distinct()];
        if (sources.Length == 0)
            sources = [0];
        Dictionary<int, int> source = sources.Index().ToDictionary(item => item.Item, item => item.Index);
        long[] cells = [.. connections.SelectMany(i => (long[])
            [source[_wiring.Sources[i]], target[_wiring.Targets[i]]])];
        string gathered = _writer.AlongAxis1("Gather",
            _state, _writer.Integers([.. sources.Select(place => (long)_column[place])]));
        return _writer.Inner("MatMul", gathered, Matrix(sources.Length, places.Length, connections, cells));
    }

    private string Matrix(int rows, int columns, int[] connections, long[] cells)
    {
        string zeros = _writer.Inner("ConstantOfShape", _writer.Integers(rows, columns));
        if (connections.Length == 0)
            return zeros;
        string weights = _writer.Inner("Gather",
            _weight, _writer.Integers([.. connections.Select(i => (long)i)]));
        return _writer.Inner("ScatterND", zeros, _writer.IntegerRows(cells, columns: 2), weights);
    }

    private string Apply(NeuronFunction function, string x) => function switch
    {
        NeuronFunction.Linear => x,
        NeuronFunction.Step => Step(x),
        NeuronFunction.Sine => _writer.Inner("Sin", HalfTurns(x)),
        NeuronFunction.Gaussian =>
            _writer.Inner("Exp", _writer.Inner("Mul", _writer.Inner("Mul", x, x), _writer.Constant([-0.5f], []))),
        NeuronFunction.Tanh => _writer.Inner("Tanh", x),
        NeuronFunction.Sigmoid => _writer.Inner("Sigmoid", x),
        NeuronFunction.Negate => _writer.Inner("Neg", x),
        NeuronFunction.Abs => _writer.Inner("Abs", x),
        NeuronFunction.Relu => _writer.Inner("Relu", x),
        NeuronFunction.Cosine => _writer.Inner("Cos", HalfTurns(x)),
        NeuronFunction.Square => _writer.Inner("Mul", x, x),
        _ => throw new NotSupportedException($"ONNX export does not know the neuron function {function}."),
    };

    // πx. A remainder of 2 is exact and keeps the digits of a large x, which float32's πx would lose.
    private string HalfTurns(string x)
    {
        string turn = _writer.Constant([2], []);
        return _writer.Inner("Mul", _writer.Remainder(x, turn), _writer.Constant([MathF.PI], []));
    }

    private string Step(string x) => _writer.ToFloat(_writer.Inner("Greater", x, _writer.Constant([0], [])));

    private NeuronFunction FunctionOf(int place) => _wiring.Functions[place - _wiring.FirstNeuron];
}
