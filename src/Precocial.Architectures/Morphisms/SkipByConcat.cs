using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>A convolution or linear layer that reads an earlier node beside its input: the new columns of its
/// weights are zero, so that nothing comes of it yet.</summary>
/// <remarks>Source: Elsken, Metzen and Hutter (NASH), 2017, §3, type "skip connection by
/// concatenation".</remarks>
/// <param name="From">The earlier node: an image of the input's height and width, or a vector.</param>
/// <param name="Into">The convolution (without groups) or linear layer.</param>
public sealed record SkipByConcat(string From, string Into) : Morphism
{
    internal const string Verb = "skip_by_concat";

    private protected override string Text => $"{Verb} \"{From}\" \"{Into}\"";

    internal static SkipByConcat Read(MorphismText text) => new(text.Name(), text.Name());

    internal override MorphPlan PlanFor(ArchitectureGraph graph)
    {
        var nodes = new NodeList(this, graph);
        int from = nodes.IndexOf(From), into = nodes.IndexOf(Into);
        Check(graph, nodes, from, into);
        int input = graph.Nodes[into].Inputs[0];
        nodes.Insert(into, $"{Into}_concat", new Concat(), input, from);
        nodes.Redirect(input, into, only: into + 1);
        var plan = new MorphPlan(this, nodes.Build());
        int before = graph.Shapes[input][0], added = graph.Shapes[from][0];
        plan.Set($"{Into}.weight", (parent, _) =>
            WithZeroColumns(parent.Weights[$"{Into}.weight"], before, added));
        return plan;
    }

    private void Check(ArchitectureGraph graph, NodeList nodes, int from, int into)
    {
        Primitive layer = graph.Nodes[into].Primitive;
        if (layer is not (Convolution { Groups: 1 } or Linear))
            throw nodes.Refuse($"\"{Into}\" ({layer.Kind}) is no linear layer or convolution without groups");
        Shape input = graph.Shapes[graph.Nodes[into].Inputs[0]], other = graph.Shapes[from];
        if (from >= into || from == graph.Nodes[into].Inputs[0])
            throw nodes.Refuse($"\"{From}\" does not stand before \"{Into}\", or is its input already");
        bool vectors = input.Rank == 1 && other.Rank == 1;
        bool images = input.Rank == 3 && other.Rank == 3 && input[1] == other[1] && input[2] == other[2];
        if (!vectors && !images)
            throw nodes.Refuse($"\"{From}\" is {other}, which does not fit beside {input}");
    }

    private static float[] WithZeroColumns(Tensor weight, int before, int added)
    {
        int rows = weight.Shape[0], taps = weight.Count / (rows * before);
        var values = new float[rows * (before + added) * taps];
        for (int row = 0; row < rows; row++)
        {
            weight.Span.Slice(row * before * taps, before * taps)
                .CopyTo(values.AsSpan(row * (before + added) * taps));
        }
        return values;
    }
}
