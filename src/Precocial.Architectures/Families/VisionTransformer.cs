using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>ViT-B as torchvision has it: patches, a class token, positions, twelve encoder layers of 768
/// features and 12 heads.</summary>
/// <remarks>Patches are 16x16 pixels, for small images 4x4, or 2x2 where 4 does not divide the sides. Its
/// neighbour <c>vit</c> is DeepNets-1M's small transformer. Source: Dosovitskiy et al., ICLR 2021, table
/// 1.</remarks>
internal static class VisionTransformer
{
    private const int Layers = 12, Heads = 12, Width = 768, Hidden = 3072;
    private const float Epsilon = 1e-6f;

    public static ArchitectureGraph Build(Shape input, int classes)
    {
        int patch = !FamilyLayers.IsSmall(input) ? 16 : input[1] % 4 == 0 && input[2] % 4 == 0 ? 4 : 2;
        var graph = new GraphBuilder(input);
        graph.Add("conv_proj", new Convolution(Width, patch, patch, Bias: true) { Pads = new(0, 0, 0, 0) });
        graph.Add("tokens", new ImageToTokens());
        graph.Add("class_token", new ClassToken());
        graph.Add("encoder.pos_embedding", new PositionEncoding());
        for (int i = 0; i < Layers; i++)
            Layer(graph, graph.Last, $"encoder.layers.encoder_layer_{i}");
        graph.Add("encoder.ln", new LayerNorm(Epsilon));
        graph.Add("heads.token", new SelectToken(Index: 0));
        graph.Add("heads.head", new Linear(classes));
        return graph.Build();
    }

    private static void Layer(GraphBuilder graph, int x, string name)
    {
        graph.Add($"{name}.ln_1", new LayerNorm(Epsilon), x);
        graph.Add($"{name}.self_attention.in_proj", new Linear(3 * Width));
        graph.Add($"{name}.self_attention", new Attention(Heads));
        graph.Add($"{name}.self_attention.out_proj", new Linear(Width));
        int middle = graph.Add($"{name}.add_1", new Sum(), graph.Last, x);
        graph.Add($"{name}.ln_2", new LayerNorm(Epsilon));
        graph.Add($"{name}.mlp.0", new Linear(Hidden));
        graph.Add($"{name}.mlp.1", new Activation(ActivationFunction.Gelu));
        graph.Add($"{name}.mlp.3", new Linear(Width));
        graph.Add($"{name}.add_2", new Sum(), middle, graph.Last);
    }
}
