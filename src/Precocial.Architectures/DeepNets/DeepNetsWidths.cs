namespace Precocial.Architectures;

/// <summary>How the generator chooses <see cref="DeepNetsGenotype.Channels"/> and
/// <see cref="DeepNetsGenotype.LinearWidth"/>.</summary>
public enum DeepNetsWidths
{
    /// <summary>Each uniformly from its list.</summary>
    FromLists,

    /// <summary>The larger a network is at 32 channels, the fewer widths it may have: so that a training step
    /// stays affordable. What the released loader does for the training split.</summary>
    ByCost,

    /// <summary>The smallest width of the list that gives <see cref="DeepNetsSettings.LeastParameters"/> on
    /// CIFAR-10; a network that reaches it at none is rejected. So are the evaluation splits' networks of
    /// comparable size.</summary>
    ByParameters,
}
