using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>One more layer that does nothing yet: a convolution whose centre tap is δ(out, in), or a linear
/// layer with W = I; then, if asked for, a batch norm that is the identity; then the activation
/// again.</summary>
/// <remarks>
/// After relu and relu6, which applied twice are as applied once; and, without an activation, in the place of
/// an identity. After any other node the edit is refused: f(f(x)) = f(x) does not hold for tanh, silu and
/// their like. The batch norm has scale √(variance + ε) and offset mean, with the mean and variance of some
/// inputs, or 0 and 1 where there are none: in evaluation the identity either way; with them it nearly is
/// while training, too. Source: Chen, Goodfellow and Shlens, "Net2Net", ICLR 2016, §2.3.
/// </remarks>
/// <param name="After">The node whose output the new layer takes.</param>
/// <param name="Kernel">Height and width of the filters, odd; 1 for vectors.</param>
/// <param name="Normalized">Whether a batch norm follows.</param>
public sealed record Net2Deeper(string After, int Kernel = 3, bool Normalized = true) : Morphism
{
    internal const string Verb = "net2deeper";

    private protected override string Text =>
        $"{Verb} \"{After}\" {Kernel} {(Normalized ? "norm" : "plain")}";

    internal static Net2Deeper Read(MorphismText text) =>
        new(text.Name(), text.Number(), text.Choice("norm", "plain"));

    internal override MorphPlan PlanFor(ArchitectureGraph graph)
    {
        var nodes = new NodeList(this, graph);
        int after = nodes.IndexOf(After);
        Activation? activation = AgainAfter(graph, nodes, after);
        Primitive layer = LayerFor(graph.Shapes[after], nodes);
        int at = after;
        string name = nodes.Insert(++at, $"{After}_deeper", layer, after);
        string norm = Normalized ? nodes.Insert(++at, $"{name}_norm", new BatchNorm(), at - 1) : "";
        if (activation is not null)
            nodes.Insert(++at, $"{name}_activation", activation, at - 1);
        nodes.Redirect(after, at);
        var plan = new MorphPlan(this, nodes.Build());
        int channels = graph.Shapes[after][0];
        plan.Set($"{name}.weight", (_, _) => IdentityKernel(channels, Kernel));
        if (layer is Linear)
            plan.Set($"{name}.bias", (_, _) => new float[channels]);
        if (Normalized)
            SetNorm(plan, norm, after, channels);
        return plan;
    }

    private static Activation? AgainAfter(ArchitectureGraph graph, NodeList nodes, int after) =>
        graph.Nodes[after].Primitive switch
        {
            Activation { Function: ActivationFunction.Relu or ActivationFunction.Relu6 } again => again,
            Identity => null,
            Activation other => throw nodes.Refuse($"{other.Function} applied twice is not {other.Function} "
                + "applied once, so that the new layer would change the function; only after relu, relu6 and "
                + "identity"),
            var other => throw nodes.Refuse($"\"{graph.Nodes[after].Name}\" ({other.Kind}) has no second "
                + "time; only after relu, relu6 and identity"),
        };

    private Primitive LayerFor(Shape shape, NodeList nodes) => shape.Rank switch
    {
        3 when Kernel % 2 == 1 => new Convolution(shape[0], Kernel),
        1 when Kernel == 1 => new Linear(shape[0]),
        3 => throw nodes.Refuse($"the kernel must be odd to have a centre, but is {Kernel}"),
        1 => throw nodes.Refuse($"vectors {shape} have no neighbours, so that the kernel must be 1"),
        _ => throw nodes.Refuse($"\"{After}\" is {shape}, neither an image nor a vector"),
    };

    private static float[] IdentityKernel(int channels, int kernel)
    {
        var weight = new float[channels * channels * kernel * kernel];
        int taps = kernel * kernel;
        for (int channel = 0; channel < channels; channel++)
            weight[(channel * channels + channel) * taps + taps / 2] = 1;
        return weight;
    }

    private static void SetNorm(MorphPlan plan, string norm, int after, int channels)
    {
        (float[] Mean, float[] Variance)? moments = null;
        plan.Set($"{norm}.weight", (parent, sample) =>
            [.. Moments(parent, sample).Variance.Select(v => MathF.Sqrt(v + new BatchNorm().Epsilon))]);
        plan.Set($"{norm}.bias", (parent, sample) => Moments(parent, sample).Mean);
        plan.Set($"{norm}.running_mean", (parent, sample) => Moments(parent, sample).Mean);
        plan.Set($"{norm}.running_variance", (parent, sample) => Moments(parent, sample).Variance);

        (float[] Mean, float[] Variance) Moments(Network parent, Tensor? sample) => moments ??= sample is null
            ? (new float[channels], [.. Enumerable.Repeat(1f, channels)])
            : ChannelMoments.Of(parent, after, sample);
    }
}
