using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>The edits that one might try on a graph, in a fixed order; not every one applies.</summary>
internal sealed class MorphismSteps(ArchitectureGraph graph, MorphismSettings settings)
{
    /// <summary>Those of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="seed">What the channel maps of wider layers are drawn from.</param>
    public IEnumerable<Morphism> Of(MorphismKind kind, int seed) => kind switch
    {
        MorphismKind.Deeper => Deeper(),
        MorphismKind.Wider => Wider(seed),
        MorphismKind.SkipByAdd =>
            from later in Places(IsState)
            from earlier in Before(later)
            from kernel in KernelsFor(later)
            select new SkipByAdd(Name(earlier), Name(later), kernel),
        MorphismKind.SkipByConcat =>
            from layer in Places(IsLayer)
            from earlier in Before(layer)
            select new SkipByConcat(Name(earlier), Name(layer)),
        _ => from node in Places(p => p is Convolution c && c.Kernel + 2 <= settings.MaxKernel
                || p is DepthwiseConvolution d && d.Kernel + 2 <= settings.MaxKernel)
             select new GrowKernel(Name(node)),
    };

    // On images with a batch norm, as NASH's block of convolution, batch norm and relu.
    private IEnumerable<Morphism> Deeper()
    {
        foreach (int node in Places(p => p is Activation or Identity))
        {
            bool image = graph.Shapes[node].Rank == 3;
            for (int kernel = image ? 3 : 1; kernel <= (image ? settings.MaxKernel : 1); kernel += 2)
                yield return new Net2Deeper(Name(node), kernel, Normalized: image);
        }
    }

    private IEnumerable<Morphism> Wider(int seed) =>
        from node in Places(IsLayer)
        let width = graph.Shapes[node][0] * settings.Widening
        where width <= settings.MaxWidth
        select new Net2Wider(Name(node), width, settings.Replicas, seed);

    private IEnumerable<int> KernelsFor(int node) =>
        graph.Shapes[node].Rank == 3 && settings.MaxKernel >= 3 ? [1, 3] : [1];

    private IEnumerable<int> Places(Func<Primitive, bool> fits) =>
        Enumerable.Range(1, graph.Nodes.Length - 1).Where(node => fits(graph.Nodes[node].Primitive));

    private IEnumerable<int> Before(int node) =>
        Places(p => IsState(p) || p is Standardize).Where(k => k < node);

    // Where a skip may begin or end: not between a convolution and its norm.
    private static bool IsState(Primitive primitive) => primitive is Activation or Sum or Concat or MaxPool
        or AveragePool or GlobalAveragePool or Flatten;

    private static bool IsLayer(Primitive primitive) => primitive is Convolution { Groups: 1 } or Linear;

    private string Name(int node) => graph.Nodes[node].Name;
}
