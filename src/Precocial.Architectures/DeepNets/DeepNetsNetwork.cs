using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>The network of a <see cref="DeepNetsGenotype"/>.</summary>
/// <remarks>
/// Nodes with weights are called as the released network's modules, so that weights have its names
/// (<c>cells.0._ops.1.op.1.weight</c>). Branches that end in <c>none</c> are not built. On images of odd size
/// every halving rounds up (the released code fails there). Source: Knyazev et al., NeurIPS 2021, section 3.
/// </remarks>
public static class DeepNetsNetwork
{
    /// <summary>Builds the graph.</summary>
    /// <param name="genotype">What to build.</param>
    /// <param name="input">One image: [channels, height, width]. Up to 64 pixels the stem is CIFAR-10's,
    /// above ImageNet's.</param>
    /// <param name="classes">The number of logits.</param>
    /// <param name="standardize">What raw images are standardised with first; null where they are.</param>
    /// <exception cref="GraphException">The genotype is malformed, or nothing comes out of its last
    /// cell.</exception>
    public static ArchitectureGraph Build(
        DeepNetsGenotype genotype, Shape input, int classes, Standardize? standardize = null)
    {
        DeepNetsRules.Check(genotype);
        CheckInput(input, classes);
        var plan = new DeepNetsPlan(genotype, new DeepNetsGeometry(input).StemChannels(genotype));
        if (!plan.IsConnected)
            throw new GraphException("DeepNets genotype: nothing comes out of its last cell, because "
                + "\"none\" cuts every path to it.");
        try
        {
            return new DeepNetsBuilder(plan, input).Build(classes, standardize);
        }
        catch (Exception e) when (e is ShapeException or OverflowException)
        {
            throw new GraphException($"DeepNets genotype: {e.Message}", e);
        }
    }

    /// <summary>The graph's <see cref="ArchitectureGraph.Parameters"/>, by formula.</summary>
    /// <remarks>As for <see cref="Build"/>.</remarks>
    /// <exception cref="GraphException">As <see cref="Build"/>.</exception>
    public static long CountParameters(DeepNetsGenotype genotype, Shape input, int classes)
    {
        DeepNetsRules.Check(genotype);
        CheckInput(input, classes);
        return TryCount(genotype, input, classes) ?? throw new GraphException(
            "DeepNets genotype: it is too large to count, or nothing comes out of its last cell.");
    }

    /// <summary>Null where nothing comes out of the last cell, or more than counts.</summary>
    internal static long? TryCount(DeepNetsGenotype genotype, Shape input, int classes)
    {
        try
        {
            var plan = new DeepNetsPlan(genotype, new DeepNetsGeometry(input).StemChannels(genotype));
            return plan.IsConnected ? new DeepNetsParameters(plan, input).Count(classes) : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static void CheckInput(Shape input, int classes)
    {
        if (input.Rank != 3 || input.Count == 0)
            throw new GraphException($"DeepNets: networks are for images [channels, height, width], but the "
                + $"input is {input}.");
        if (classes < 1)
            throw new GraphException($"DeepNets: a classifier has at least one class, but {classes} were "
                + "asked for.");
    }
}
