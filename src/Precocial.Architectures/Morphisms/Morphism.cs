using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>A change of a network that leaves its function as it was: on graph and weights
/// together.</summary>
/// <remarks>
/// A value with one line of text. In evaluation the outputs before and after agree up to rounding; what
/// changes is what the network can learn from here. Weights that an edit does not speak of are copied by
/// name. Its nearest neighbour: a mutation of a genotype, which keeps a space's rules and nothing of a
/// function. Sources: Chen, Goodfellow and Shlens, "Net2Net", ICLR 2016; Wei et al., "Network morphism", ICML
/// 2016; Elsken, Metzen and Hutter, "Simple and efficient architecture search for CNNs" (NASH), 2017, §3.
/// </remarks>
public abstract record Morphism
{
    /// <summary>The graph after the edit; it knows where it came from (<see
    /// cref="ArchitectureGraph.Origin"/>).</summary>
    /// <exception cref="MorphismException">The edit does not apply to this graph: which node, and
    /// why.</exception>
    public ArchitectureGraph Apply(ArchitectureGraph graph) =>
        PlanFor(graph).Graph.DescendedFrom(new GraphOrigin(graph, [this]));

    /// <summary>The network after the edit, with weights of its own.</summary>
    /// <param name="network">The network before; it is left alone.</param>
    /// <param name="sample">Some inputs, shape [batch, ...<see cref="ArchitectureGraph.InputShape"/>]: an
    /// inserted normalisation takes their mean and variance, so that it is close to the identity while
    /// training too. Without them it is one in evaluation alone.</param>
    /// <exception cref="MorphismException">The edit does not apply to this network.</exception>
    public Network Apply(Network network, Tensor? sample = null) =>
        PlanFor(network.Graph).Fill(network, sample);

    /// <summary>The edit as text on one line; the inverse of <see cref="Parse"/>.</summary>
    public sealed override string ToString() => Text;

    /// <summary>Reads the text of one edit.</summary>
    /// <exception cref="FormatException">The text is not an edit.</exception>
    public static Morphism Parse(string text) =>
        ParseList(text) is [var edit]
            ? edit
            : throw new FormatException($"Expected one edit, but found '{text}'.");

    /// <summary>Reads the texts of edits with semicolons between them.</summary>
    /// <exception cref="FormatException">The text is not a list of edits.</exception>
    public static ImmutableArray<Morphism> ParseList(string text) => MorphismText.Read(text);

    private protected abstract string Text { get; }

    internal abstract MorphPlan PlanFor(ArchitectureGraph graph);
}
