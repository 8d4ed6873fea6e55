using System.Collections.Immutable;
using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>Multilayer perceptrons: up to four hidden layers, each with its width.</summary>
internal sealed class VectorMacroPlan : IMacroPlan
{
    private const int MostLayers = 4;
    private static readonly int[] s_widths = [64, 16, 32, 128, 256, 512];
    private static readonly float[] s_dropout = [0, 0.1f, 0.2f, 0.4f];

    private static readonly ActivationFunction[] s_activations =
        [ActivationFunction.Relu, ActivationFunction.Silu, ActivationFunction.Gelu, ActivationFunction.Tanh];

    public ImmutableArray<Decision> Decisions { get; } =
    [
        Decision.Among("layers", [1, 2, 3, 4]),
        Decision.Among("norm", ["none", "batch", "layer"]),
        Decision.Among("activation", ["relu", "silu", "gelu", "tanh"]),
        Decision.Among("skips", ["no", "yes"]),
        Decision.Among("dropout", s_dropout),
        .. Enumerable.Range(1, MostLayers).Select(
            layer => Decision.Among<int>($"width{layer}", s_widths, parent: 0, from: layer - 1)),
    ];

    public void Build(GraphBuilder builder, Func<string, int> choice)
    {
        var activation = new Activation(s_activations[choice("activation")]);
        float dropout = s_dropout[choice("dropout")];
        for (int layer = 1; layer <= choice("layers") + 1; layer++)
        {
            int input = builder.Last;
            builder.Add($"hidden{layer}", new Linear(s_widths[choice($"width{layer}")]));
            if (choice("norm") != 0)
                builder.Add(choice("norm") == 1 ? new BatchNorm() : new LayerNorm());
            builder.Add(activation);
            if (choice("skips") == 1 && builder.ShapeOf(input) == builder.ShapeOf(builder.Last))
                builder.Add(new Sum(), input, builder.Last);
            if (dropout > 0)
                builder.Add(new Dropout(dropout));
        }
    }
}
