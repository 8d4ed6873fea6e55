using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>A network that acts in many episodes at once; rows of <see cref="Capacity"/> numbers.</summary>
internal interface ILaneAgent
{
    int Capacity { get; }

    /// <summary>What it sees, [observation][lane].</summary>
    Span<double> Inputs { get; }

    /// <summary>What it does, [action][lane].</summary>
    Span<double> Outputs { get; }

    /// <summary>Acts in the first lanes.</summary>
    void Run(int lanes);

    /// <summary>Takes the weights for a job into a lane.</summary>
    void Begin(int lane, int job);

    void Move(int from, int to);

    /// <summary>Leaves a lane empty.</summary>
    void Clear(int lane);
}

/// <summary>Neurons in float64 lanes.</summary>
/// <param name="lanes">The network.</param>
/// <param name="weightsOf">The weights for a job.</param>
internal sealed class NeuronAgent(NeuronLanes lanes, Func<int, double[]> weightsOf) : ILaneAgent
{
    public int Capacity => lanes.Capacity;

    public Span<double> Inputs => lanes.Inputs;

    public Span<double> Outputs => lanes.Outputs;

    public void Run(int count) => lanes.Run(count);

    public void Begin(int lane, int job) => lanes.SetWeights(lane, weightsOf(job));

    public void Move(int from, int to) => lanes.MoveWeights(from, to);

    public void Clear(int lane) => lanes.Clear(lane);
}

/// <summary>Any network, in float32 and with a tape: the lanes are a batch.</summary>
/// <param name="network">The network; the same weights in all lanes.</param>
/// <param name="capacity">How many lanes.</param>
internal sealed class NetworkAgent(Network network, int capacity) : ILaneAgent
{
    private readonly int _inputCount = network.Graph.InputShape.Count,
        _outputCount = network.Graph.OutputShape.Count;
    private readonly double[] _inputs = new double[network.Graph.InputShape.Count * capacity];
    private readonly double[] _outputs = new double[network.Graph.OutputShape.Count * capacity];

    public int Capacity => capacity;

    public Span<double> Inputs => _inputs;

    public Span<double> Outputs => _outputs;

    public void Run(int lanes)
    {
        var x = Tensor.Zeros(Shape.Create([lanes, .. network.Graph.InputShape.ToArray()]));
        for (int lane = 0; lane < lanes; lane++)
        {
            for (int i = 0; i < _inputCount; i++)
                x.Span[lane * _inputCount + i] = (float)_inputs[i * capacity + lane];
        }
        using var tape = new Tape(recording: false);
        ReadOnlySpan<float> y = network.Forward(tape.Input(x)).Span;
        for (int lane = 0; lane < lanes; lane++)
        {
            for (int i = 0; i < _outputCount; i++)
                _outputs[i * capacity + lane] = y[lane * _outputCount + i];
        }
    }

    public void Begin(int lane, int job) { }

    public void Move(int from, int to) { }

    public void Clear(int lane)
    {
        for (int i = 0; i < _inputCount; i++)
            _inputs[i * capacity + lane] = 0;
        for (int i = 0; i < _outputCount; i++)
            _outputs[i * capacity + lane] = 0;
    }
}
