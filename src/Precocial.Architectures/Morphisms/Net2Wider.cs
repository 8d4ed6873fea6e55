using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>More channels for a convolution, or features for a linear layer: the new ones are
/// copies.</summary>
/// <remarks>
/// n → q outputs with the map g: g(j) = j for j ≤ n, else random in 1..n, drawn from <paramref name="Seed"/>.
/// <list type="number">
/// <item>U'[j] = U[g(j)]: rows, offsets and what a batch norm holds are copied.</item>
/// <item>V'[:, j] = V[:, g(j)] · share(j), for everything that reads the channels; the shares of one
/// channel's copies add up to 1 (<see cref="Replicas"/>).</item>
/// </list>
/// The same g goes through whatever works channel by channel, through concatenations, and into every branch
/// of a sum: <see cref="ChannelMaps"/>. Source: Chen, Goodfellow and Shlens, "Net2Net", ICLR 2016, §2.2;
/// without its noise, which would change the function.
/// </remarks>
/// <param name="Node">The convolution (without groups) or linear layer.</param>
/// <param name="Width">q: channels or features after the edit; more than before.</param>
/// <param name="Replicas">How copies share their readers' weights.</param>
/// <param name="Seed">What g is drawn from.</param>
public sealed record Net2Wider(string Node, int Width, Replicas Replicas = Replicas.Zeroed, int Seed = 0)
    : Morphism
{
    internal const string Verb = "net2wider";

    private protected override string Text =>
        $"{Verb} \"{Node}\" {Width} {Replicas.ToString().ToLowerInvariant()} {Seed}";

    internal static Net2Wider Read(MorphismText text) => new(text.Name(), text.Number(),
        text.Choice<Replicas>(), text.Number());

    internal override MorphPlan PlanFor(ArchitectureGraph graph)
    {
        var nodes = new NodeList(this, graph);
        int node = nodes.IndexOf(Node);
        Primitive layer = graph.Nodes[node].Primitive;
        if (layer is not (Convolution or Linear))
            throw nodes.Refuse($"\"{Node}\" ({layer.Kind}) is not a convolution or linear layer");
        int width = graph.Shapes[node][0];
        if (Width <= width)
            throw nodes.Refuse($"\"{Node}\" has {width} channels already");
        var maps = ChannelMaps.Of(graph, nodes, node, ChannelMap.Random(width, Width, Seed));
        for (int i = 0; i < graph.Nodes.Length; i++)
        {
            if (maps[i] is { } map && graph.Nodes[i].Primitive is Convolution or Linear)
                nodes.Replace(i, Widened(graph.Nodes[i].Primitive, map.Length));
        }
        var plan = new MorphPlan(this, nodes.Build());
        foreach (GraphWeight weight in graph.WeightSpecs)
            SetRule(plan, graph, maps, weight);
        return plan;
    }

    private static Primitive Widened(Primitive primitive, int width) => primitive is Convolution convolution
        ? convolution with { OutChannels = width }
        : (Linear)primitive with { OutFeatures = width };

    private void SetRule(MorphPlan plan, ArchitectureGraph graph, ChannelMaps maps, GraphWeight weight)
    {
        Node node = graph.Nodes[weight.Node];
        ImmutableArray<int>? rows = node.Primitive is LayerNorm ? null : maps[weight.Node];
        bool takesIn = node.Primitive is Convolution or Linear && weight.Spec.Role == WeightRole.Kernel;
        ImmutableArray<int>? columns = takesIn ? maps[node.Inputs[0]] : null;
        if (rows is null && columns is null)
            return;
        float[] shares = columns is { } taken ? ChannelMap.Shares(taken, Replicas) : [];
        plan.Set(weight.Name, (parent, _) =>
        {
            Tensor before = parent.Weights[weight.Name];
            float[] values = before.ToArray();
            if (columns is { } map)
            {
                int channels = before.Shape[1], taps = before.Count / (before.Shape[0] * channels);
                values = ChannelMap.Columns(values, channels, taps, map, shares);
            }
            if (rows is { } copied)
                values = ChannelMap.Rows(values, before.Shape[0], copied);
            if (takesIn && rows is not null && Replicas == Replicas.Fresh)
                DrawCopies(values, rows.Value, weight.Name);
            return values;
        });
    }

    // Normal with He's deviation; whatever they give, nobody listens yet.
    private void DrawCopies(float[] weight, ImmutableArray<int> map, string name)
    {
        int length = weight.Length / map.Length;
        double deviation = Math.Sqrt(2.0 / length);
        Rng rng = new Rng((ulong)Seed).Split(name);
        foreach (int copy in ChannelMap.Copies(map))
        {
            foreach (ref float value in weight.AsSpan(copy * length, length))
                value = (float)(deviation * rng.NextNormal());
        }
    }
}

/// <summary>What the new channels of a wider layer are, and what their readers give them.</summary>
public enum Replicas
{
    /// <summary>The original keeps all, its copies get 0: they differ from the first step of training on.
    /// What AutoKeras 0.4 does, but for its noise of 1e-4.</summary>
    Zeroed,

    /// <summary>Each copy gets the same part, as in the paper. Without dropout or noise the copies then stay
    /// equal for as long as one trains.</summary>
    Divided,

    /// <summary>No copies: the new channels' weights are drawn anew, by He's rule, and their readers give
    /// them 0. What is new is different from the start.</summary>
    Fresh,
}
