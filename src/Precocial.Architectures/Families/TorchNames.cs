namespace Precocial.Architectures;

/// <summary>What PyTorch calls the weights of a <see cref="NamedNetworks"/> network.</summary>
public static class TorchNames
{
    /// <summary>The key in torchvision's <c>state_dict</c>.</summary>
    /// <param name="weight">A full name of <see cref="ArchitectureGraph.WeightSpecs"/>:
    /// <c>layer1.0.bn1.running_variance</c>.</param>
    /// <returns>The same name where torch's module has its weights as <c>weight</c> and <c>bias</c>; other
    /// modules have parameters of their own: <c>layer1.0.bn1.running_var</c>, <c>class_token</c>,
    /// <c>self_attention.in_proj_weight</c>.</returns>
    public static string Of(string weight)
    {
        int dot = weight.LastIndexOf('.');
        if (dot < 0)
            return weight;
        ReadOnlySpan<char> node = weight.AsSpan(0, dot), name = weight.AsSpan(dot + 1);
        if (name.SequenceEqual("running_variance"))
            return $"{node}.running_var";
        if (node.EndsWith(".in_proj"))
            return $"{node}_{name}";
        bool bare = node.EndsWith(".layer_scale") || node.EndsWith("class_token")
            || node.EndsWith(".pos_embedding");
        return bare ? node.ToString() : weight;
    }
}
