using Precocial.Tensors;

namespace Precocial.Duel;

/// <summary>[conv3 C, batch norm, relu] for C = 32, 32, pool 2, 64, 64, pool 2, 128, 128, global average,
/// linear 10, cross entropy; 3×32×32 input, convolutions without bias.</summary>
internal sealed class TrainingStep
{
    private static readonly int[] s_channels = [32, 32, 64, 64, 128, 128];

    private readonly Rng _rng = new(7);
    private readonly List<Block> _blocks = [];
    private readonly Tensor _images, _weight, _bias;
    private readonly int[] _labels;
    private readonly Tape _tape;
    private readonly Sgd _optimizer;

    public TrainingStep(int batch, WorkerPool workers)
    {
        _tape = new Tape(recording: true, workers);
        _images = Normal([batch, 3, 32, 32], 1, requiresGradient: false);
        _labels = [.. Enumerable.Range(0, batch).Select(_ => _rng.Next(10))];
        int channels = 3;
        foreach (int next in s_channels)
        {
            _blocks.Add(CreateBlock(channels, next));
            channels = next;
        }
        _weight = Normal([10, channels], MathF.Sqrt(1f / channels), requiresGradient: true);
        _bias = Tensor.Zeros([10], requiresGradient: true);
        _optimizer = new Sgd(
            [.. _blocks.SelectMany(block => new[] { block.Kernel, block.Scale, block.Bias }), _weight, _bias],
            learningRate: 0.01f, momentum: 0.9f);
    }

    public void Run()
    {
        _optimizer.ClearGradients();
        _tape.Backward(Forward(_tape.Input(_images)).CrossEntropy(_labels));
        _optimizer.Step();
        _tape.Reset();
    }

    private Tensor Forward(Tensor x)
    {
        for (int i = 0; i < _blocks.Count; i++)
        {
            var block = _blocks[i];
            if (i is 2 or 4)
                x = x.MaxPool(2);
            x = x.Convolve(block.Kernel, padding: 1)
                .BatchNormRelu(block.Scale, block.Bias, block.RunningMean, block.RunningVariance,
                    training: true);
        }
        return x.GlobalAveragePool().Linear(_weight, _bias);
    }

    private Block CreateBlock(int channels, int next) =>
        new(
            Normal([next, channels, 3, 3], MathF.Sqrt(2f / (channels * 9)), requiresGradient: true),
            Tensor.Full([next], 1, requiresGradient: true), Tensor.Zeros([next], requiresGradient: true),
            Tensor.Zeros([next]), Tensor.Full([next], 1));

    private Tensor Normal(Shape shape, float deviation, bool requiresGradient)
    {
        var tensor = Tensor.Zeros(shape, requiresGradient);
        foreach (ref float value in tensor.Span)
            value = deviation * (float)_rng.NextNormal();
        return tensor;
    }

    private sealed record Block(Tensor Kernel, Tensor Scale, Tensor Bias, Tensor RunningMean,
        Tensor RunningVariance);
}
