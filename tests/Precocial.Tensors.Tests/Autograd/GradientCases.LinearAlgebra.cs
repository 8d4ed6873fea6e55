using static Precocial.Tensors.Tests.Points;

namespace Precocial.Tensors.Tests;

public static partial class GradientCases
{
    private static IEnumerable<GradientCase> LinearAlgebra =>
    [
        new("MatMul", [Normal([3, 4]), Normal([4, 5], 2)], x => x[0].MatMul(x[1])),
        new("MatMul NT", [Normal([3, 4]), Normal([5, 4], 2)], x => x[0].MatMul(x[1], transposeB: true)),
        new("MatMul TN", [Normal([4, 3]), Normal([4, 5], 2)], x => x[0].MatMul(x[1], transposeA: true)),
        new("MatMul TT", [Normal([4, 3]), Normal([5, 4], 2)], x => x[0].MatMul(x[1], true, true)),
        new("MatMul batched", [Normal([2, 3, 4]), Normal([2, 4, 5], 2)], x => x[0].MatMul(x[1])),
        new("MatMul batched TT", [Normal([2, 4, 3]), Normal([2, 5, 4], 2)],
            x => x[0].MatMul(x[1], true, true)),
        new("MatMul one for all", [Normal([2, 3, 4]), Normal([4, 5], 2)], x => x[0].MatMul(x[1])),
        new("MatMul one for all TN", [Normal([2, 4, 3]), Normal([4, 5], 2)],
            x => x[0].MatMul(x[1], transposeA: true)),
        new("MatMul with itself", [Normal([3, 3])], x => x[0].MatMul(x[0])),
        new("Linear", [Normal([3, 4]), Normal([5, 4], 2), Normal([5], 3)], x => x[0].Linear(x[1], x[2])),
        new("Linear without bias", [Normal([2, 3, 4]), Normal([5, 4], 2)], x => x[0].Linear(x[1])),
        new("Attention", [Normal([2, 5, 12])], x => x[0].Attention(heads: 2)),
        new("Attention of one feature", [Normal([1, 18, 6])], x => x[0].Attention(heads: 2)),
        new("Attention of many features", [Normal([1, 3, 21])], x => x[0].Attention(heads: 1)),
        new("Attention of products", [Normal([1, 3, 96])], x => x[0].Attention(heads: 1)),
        new("Attention of one used before", [Normal([1, 4, 3])],
            x => x[0].Linear(x[0].Reshape([4, 3])).MatMul(x[0].Attention(heads: 1))),
        .. Enum.GetValues<NeuronFunction>().Select(NeuronOf),
        new("Neurons several layers", [Uniform([35, 2], 0.2, 0.6), Uniform([7], 0.3, 0.7, 2)],
            x => x[0].Neurons(x[1], s_wiring)),
    ];

    // Two inputs, hidden neurons 3 to 5, output 6; neuron 5 feeds nothing.
    private static readonly NeuronWiring s_wiring = new(2, 1,
        [NeuronFunction.Tanh, NeuronFunction.Gaussian, NeuronFunction.Sine, NeuronFunction.Sigmoid],
        [0, 1, 1, 2, 3, 3, 4], [3, 3, 6, 6, 4, 5, 6]);

    // Sums between 0.2 and 1, away from all kinks.
    private static GradientCase NeuronOf(NeuronFunction function) =>
        new($"Neurons {function}", [Uniform([3, 2], 0.3, 0.5), Uniform([2], 0.4, 0.9, 2)],
            x => x[0].Neurons(x[1], new(2, 1, [function], [1, 2], [3, 3])));
}
