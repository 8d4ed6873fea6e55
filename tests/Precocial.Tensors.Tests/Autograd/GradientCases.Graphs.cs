using static Precocial.Tensors.Tests.Points;

namespace Precocial.Tensors.Tests;

public static partial class GradientCases
{
    private static IEnumerable<GradientCase> Graphs =>
    [
        new("GatedGraph", [Normal([4, 3]), .. GatedGraphInputs(3, 2)],
            x => x[0].GatedGraph(s_diamond, Weights(x.AsSpan(1), virtualEdges: true))),
        new("GatedGraph without virtual edges", [Normal([4, 3]), .. GatedGraphInputs(3, 2)[4..]],
            x => x[0].GatedGraph(s_diamond, Weights(x.AsSpan(1), virtualEdges: false))),
        new("DecodeKernels", [Normal([3, 4]), .. DecoderInputs], x => Decode(x, 0)),
        new("DecodeKernels with a slope", [Normal([3, 4]), .. DecoderInputs], x => Decode(x, 0.1f)),
        new("TileWeight", [Normal([60])], x => x[0].TileWeight(
            new(new(3, 3, 2, 2, 2, 2, 1, 8), 7, 5, 3, 2, WeightFunction.Factor, 0.7f), [7, 5, 3, 2])),
        new("TileWeight of a scale", [Normal([9])], x => x[0].TileWeight(
            new(new(1, 4, 1, 1, 1, 1, 0, 0), 7, 1, 1, 1, WeightFunction.Scale), [7])),
        new("TileWeight of an offset twice", [Normal([9])], x => x[0]
            .TileWeight(new(new(1, 4, 1, 1, 1, 1, 0, 0), 7, 1, 1, 1, WeightFunction.Offset), [7])
            .Add(x[0].TileWeight(new(new(2, 7, 1, 1, 1, 1, 0, 0), 7, 1, 1, 1, WeightFunction.Offset), [7]))),
    ];

    private static readonly KernelDecoderSize s_size =
        new(Features: 4, Hidden: 16, Deep: 5, Outputs: 4, Inputs: 9, Window: 3);

    // Whole, part by output, part by input.
    private static readonly KernelDecoderPlan s_plan = new(s_size,
        [new(0, 4, 9, 1, 2), new(1, 3, 8, 1, 1), new(2, 4, 2, 2, 1), new(0, 4, 2, 1, 1), new(2, 3, 8, 1, 1)]);

    // Biases of about 1, which outweigh the rest: no rectifier is near its kink.
    private static Tensor[] DecoderInputs =>
    [
        Uniform([16 * 9, 4], -0.1, 0.1, 2), Uniform([16 * 9], 0.9, 1.1, 3), Uniform([5, 16], -0.02, 0.02, 4),
        Uniform([5], 0.9, 1.1, 5), Normal([36, 5], 6), Normal([36], 7),
    ];

    private static Tensor Decode(Tensor[] x, float slope)
    {
        var weights = new KernelDecoderWeights(
            x[1], WithSigns(x[2]), x[3], WithSigns(x[4]), x[5], x[6], s_size);
        var prepared = new PreparedKernels(s_size);
        prepared.Update(weights);
        return x[0].DecodeKernels(s_plan, weights, prepared, slope);
    }

    // Every third one negative.
    private static Tensor WithSigns(Tensor x)
    {
        var signs = Tensor.Full(x.Shape, 1);
        for (int i = 0; i < signs.Count; i += 3)
            signs.Span[i] = -1;
        return x * x.Tape!.Input(signs);
    }

    // 0 → 1, 2 → 3, and 0 ⇝ 3.
    private static readonly MessageGraph s_diamond = new(4, [0, 1, 1, 2, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0]);

    // Biases of the perceptrons large enough that no rectifier is near its kink.
    private static Tensor[] GatedGraphInputs(int features, int hidden) =>
    [
        .. Enumerable.Range(0, 2).SelectMany(kind => (Tensor[])
        [
            Uniform([hidden, features], -0.2, 0.2, 10 + (ulong)kind), Uniform([hidden], 0.9, 1.1, 12 + (ulong)kind),
            Uniform([features, hidden], -0.2, 0.2, 14 + (ulong)kind), Uniform([features], 0.9, 1.1, 16 + (ulong)kind),
        ]),
        Normal([3 * features, features], 20), Normal([3 * features], 21),
        Normal([3 * features, features], 22), Normal([3 * features], 23),
    ];

    private static GatedGraphWeights Weights(ReadOnlySpan<Tensor> w, bool virtualEdges)
    {
        ReadOnlySpan<Tensor> gates = w[(virtualEdges ? 8 : 4)..];
        return new GatedGraphWeights(new MessageWeights(w[0], w[1], w[2], w[3]),
            virtualEdges ? new MessageWeights(w[4], w[5], w[6], w[7]) : null, gates[0], gates[1], gates[2], gates[3]);
    }
}
