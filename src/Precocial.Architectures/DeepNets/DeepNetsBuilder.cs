using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>Stem, cells and head of a DeepNets network on a <see cref="GraphBuilder"/>.</summary>
internal sealed class DeepNetsBuilder
{
    private readonly DeepNetsPlan _plan;
    private readonly DeepNetsGenotype _genotype;
    private readonly DeepNetsGeometry _geometry;
    private readonly GraphBuilder _graph;
    private readonly DeepNetsLayers _layers;

    public DeepNetsBuilder(DeepNetsPlan plan, Shape input)
    {
        _plan = plan;
        _genotype = plan.Genotype;
        _geometry = new DeepNetsGeometry(input);
        _graph = new GraphBuilder(input);
        _layers = new DeepNetsLayers(_graph, _genotype.BatchNorm);
    }

    /// <summary>The whole network.</summary>
    public ArchitectureGraph Build(int classes, Standardize? standardize)
    {
        if (standardize is not null)
            _graph.Add("standardize", standardize);
        (int first, int second) = _plan.HasAttention ? AddPatches() : _genotype.StemType == 0
            ? AddOneStem()
            : AddTwoStems();
        var cells = new DeepNetsCellBuilder(_plan, _layers);
        for (int t = 0; t < _plan.Cells.Length; t++)
            (first, second) = (second, cells.Add(t, first, second));
        AddHead(second, classes);
        return _graph.Build();
    }

    private (int First, int Second) AddPatches()
    {
        int stride = _geometry.PatchStride, pad = _geometry.PatchPadding;
        var patches = new Convolution(_genotype.Channels, _geometry.PatchKernel, stride)
        {
            Pads = new Pads(pad, pad, pad, pad),
        };
        _graph.Add("stem0", patches);
        int output = _graph.Add("pos_enc", new PositionEncoding());
        return (output, output);
    }

    private (int First, int Second) AddOneStem()
    {
        int channels = _geometry.StemChannels(_genotype);
        int x = _layers.Convolve("stem.0", _graph.Last, channels, _genotype.StemKernel, _geometry.StemStride);
        x = _layers.Norm("stem.1", x);
        if (_genotype.StemPool)
            x = _layers.MaxPool("stem.2", x, stride: 2);
        return (x, x);
    }

    private (int First, int Second) AddTwoStems()
    {
        int channels = _genotype.Channels, stride = _geometry.TwoStageStride;
        int x = _layers.Convolve("stem0.0", _graph.Last, channels / 2, _genotype.StemKernel, stride);
        x = _layers.Relu("stem0.2", _layers.Norm("stem0.1", x));
        x = _layers.Convolve("stem0.3", x, channels, kernel: 3, stride);
        int first = _layers.Norm("stem0.4", x);
        if (!_plan.UsesSecondStem)
            return (first, DeepNetsLayers.Nothing);
        x = _layers.Convolve("stem1.1", _layers.Relu("stem1.0", first), channels, kernel: 3, stride: 2);
        return (first, _layers.Norm("stem1.2", x));
    }

    private void AddHead(int x, int classes)
    {
        if (_genotype.GlobalAverage)
            _graph.Add("global_pool", new GlobalAveragePool(), x);
        else
            _graph.Add("flatten", new Flatten(), x);
        if (_genotype.LinearLayers == 2)
        {
            _graph.Add("classifier.0", new Linear(_genotype.LinearWidth));
            _graph.Add("classifier.1", new Activation(ActivationFunction.Relu));
            _graph.Add("classifier.2", new Dropout(0.5f));
            _graph.Add("classifier.3", new Linear(classes));
        }
        else
            _graph.Add("classifier.0", new Linear(classes));
    }
}
