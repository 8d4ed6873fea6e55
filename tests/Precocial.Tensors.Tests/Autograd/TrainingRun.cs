namespace Precocial.Tensors.Tests;

/// <summary>A small convolutional network with one of most things, its data and its optimizer.</summary>
internal sealed class TrainingRun : IDisposable
{
    private const int Batch = 16, Classes = 5;

    private readonly Rng _rng = new(3);
    private readonly Tensor _images;
    private readonly int[] _labels;
    private readonly Tensor[] _parameters;
    private readonly Tensor _mean = Tensor.Zeros([24]), _variance = Tensor.Full([24], 1);
    private readonly Sgd _optimizer;

    public TrainingRun(WorkerPool? workers = null)
    {
        Tape = new Tape(recording: true, workers);
        _images = Normal([Batch, 3, 20, 20], 1, requiresGradient: false);
        _labels = [.. Enumerable.Range(0, Batch).Select(_ => _rng.Next(Classes))];
        _parameters =
        [
            Normal([24, 3, 3, 3], 0.3f), Tensor.Full([24], 1, requiresGradient: true), Normal([24], 0.1f),
            Normal([24, 1, 3, 3], 0.3f), Normal([16, 24, 3, 3], 0.1f), Normal([16], 0.1f),
            Normal([Classes, 16], 0.2f),
            Normal([Classes], 0.1f),
        ];
        _optimizer = new Sgd(_parameters, learningRate: 0.05f, momentum: 0.9f);
    }

    public Tape Tape { get; }

    /// <summary>Everything that training changes.</summary>
    public float[] State =>
        [.. _parameters.Concat([_mean, _variance]).SelectMany(tensor => tensor.ToArray())];

    public float Step()
    {
        _optimizer.ClearGradients();
        var loss = Forward(Tape.Input(_images), _parameters).CrossEntropy(_labels, labelSmoothing: 0.1f);
        Tape.Backward(loss);
        GradientClipping.ByNorm(_parameters, 5);
        _optimizer.Step();
        float value = loss.Span[0];
        Tape.Reset();
        return value;
    }

    public void Dispose() => Tape.Dispose();

    private Tensor Forward(Tensor x, Tensor[] w)
    {
        x = x.Convolve(w[0], padding: 1).BatchNormRelu(w[1], w[2], _mean, _variance, training: true);
        x = x.Add(x.Convolve(w[3], padding: 1, groups: 24).HardSwish()).MaxPool(2);
        x = x.Convolve(w[4], stride: 2, padding: 1).AddBias(w[5]).Gelu().Dropout(0.1f, _rng, training: true);
        return x.GlobalAveragePool().Linear(w[6], w[7]);
    }

    private Tensor Normal(Shape shape, float deviation, bool requiresGradient = true)
    {
        var tensor = Tensor.Zeros(shape, requiresGradient);
        foreach (ref float value in tensor.Span)
            value = deviation * (float)_rng.NextNormal();
        return tensor;
    }
}
