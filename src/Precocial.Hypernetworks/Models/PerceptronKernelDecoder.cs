using Precocial.Tensors;

namespace Precocial.Hypernetworks;

/// <summary>Decodes kernels with a perceptron that has an output for every number of the largest
/// kernel.</summary>
/// <remarks>
/// <code>
/// a = φ(W·x + b),  kernel[o, i, y, x] = (W'·a + b')[o, i, y, x],  classifier[c, i] = (W''·a + b'')[c, i]
/// </code>
/// Only the outputs that are wanted are computed, for all kernels of a shape at once. Its last layer has as many
/// weights as the largest kernel times twice the hidden size. Source: the MLP decoder of the released code of
/// Knyazev et al., NeurIPS 2021. Departure: a classifier has as many columns as the largest kernel has inputs,
/// not outputs; published shapes have as many of either.
/// </remarks>
internal sealed class PerceptronKernelDecoder(
    HypernetworkConfiguration configuration, IReadOnlyDictionary<string, Tensor> weights) : KernelDecoder
{
    private readonly HypernetworkConfiguration _configuration = configuration;

    public override KernelDecoder With(IReadOnlyDictionary<string, Tensor> weights) =>
        new PerceptronKernelDecoder(_configuration, weights);

    // It reads the weights as they are.
    public override void Prepare(WorkerPool? workers)
    {
    }

    public override KernelDecoding Plan(IReadOnlyList<KernelTarget> targets) => new Decoding(this, targets);

    // The rows of the last layer that give a kernel: those of its corner of the largest.
    private int[] RowsOf(KernelShape shape)
    {
        KernelShape max = _configuration.MaxShape;
        var rows = new int[shape.Count];
        for (int i = 0; i < rows.Length; i++)
        {
            (int rest, int x) = Math.DivRem(i, shape.Width);
            (rest, int y) = Math.DivRem(rest, shape.Height);
            (int o, int c) = Math.DivRem(rest, shape.In);
            rows[i] = ((o * max.In + c) * max.Height + y) * max.Width + x;
        }
        return rows;
    }

    private Tensor Hidden(Tensor x)
    {
        Tape tape = x.Tape!;
        return x.Linear(On(tape, "decoder.mlp.fc.0.weight"), On(tape, "decoder.mlp.fc.0.bias"))
            .Rectify(_configuration.LeakySlope);
    }

    private Tensor Kernels(Tensor hidden, KernelShape shape)
    {
        Tape tape = hidden.Tape!;
        int[] rows = RowsOf(shape);
        return hidden.Linear(On(tape, "decoder.mlp.fc.2.weight").Gather(rows),
            On(tape, "decoder.mlp.fc.2.bias").Gather(rows));
    }

    // Each is [classes, inputs of the largest kernel].
    private Tensor Classifiers(Tensor hidden)
    {
        Tape tape = hidden.Tape!;
        return hidden.Linear(On(tape, "decoder.class_layer_predictor.1.weight"),
            On(tape, "decoder.class_layer_predictor.1.bias"));
    }

    private Tensor On(Tape tape, string name) => tape.Input(weights[name]);

    // Kernels of one shape are the rows of one product.
    private sealed class Decoding : KernelDecoding
    {
        private readonly PerceptronKernelDecoder _decoder;
        private readonly List<(KernelTarget First, List<int> Nodes)> _groups = [];
        private readonly (int Group, KernelBlock Block)[] _targets;

        public Decoding(PerceptronKernelDecoder decoder, IReadOnlyList<KernelTarget> targets)
        {
            _decoder = decoder;
            _targets = [.. targets.Select(Add)];
        }

        public override KernelBlock BlockOf(int target) => _targets[target].Block;

        public override Func<int, Tensor> Decode(Tensor x)
        {
            Tensor hidden = _decoder.Hidden(x);
            Tensor[] groups = [.. _groups.Select(group => Run(group.First, hidden.Gather([.. group.Nodes])))];
            return target => groups[_targets[target].Group];
        }

        private Tensor Run(KernelTarget group, Tensor hidden) =>
            group.IsClassifier ? _decoder.Classifiers(hidden) : _decoder.Kernels(hidden, group.Shape);

        private (int Group, KernelBlock Block) Add(KernelTarget target)
        {
            (int node, KernelShape shape, bool classifier) = target;
            int group = _groups.FindIndex(g => (g.First with { Node = node }) == target);
            if (group < 0)
            {
                group = _groups.Count;
                _groups.Add((target, []));
            }
            int row = _groups[group].Nodes.Count;
            _groups[group].Nodes.Add(node);
            return (group, BlockOf(row, shape, classifier));
        }

        private KernelBlock BlockOf(int row, KernelShape shape, bool classifier)
        {
            int window = shape.Height * shape.Width;
            if (!classifier)
            {
                return new(row * (int)shape.Count, shape.Out, shape.In, shape.Height, shape.Width,
                    shape.In * window, window, 1);
            }
            int inputs = _decoder._configuration.MaxShape.In;
            return new(row * _decoder._configuration.Classes * inputs, shape.Out, shape.In, 1, 1, inputs, 1, 0);
        }
    }
}
