namespace Precocial.Hypernetworks;

/// <summary>How large networks may be while a hypernetwork trains.</summary>
/// <remarks>Small networks first is what helps most when time is short: .469 against .320 after 1.5
/// core-minutes on digits (spec of this project, measured on a separate implementation).</remarks>
public abstract record NodeCurriculum
{
    /// <summary>The most nodes of a network.</summary>
    /// <param name="progress">Of the training, 0 to 1.</param>
    public abstract int Limit(double progress);
}

/// <summary>Any size.</summary>
public sealed record AnyNodes : NodeCurriculum
{
    /// <inheritdoc/>
    public override int Limit(double progress) => int.MaxValue;
}

/// <summary>Small networks at first, then any.</summary>
/// <param name="Nodes">The most nodes at first.</param>
/// <param name="Share">Of the training, 0 to 1.</param>
public sealed record FewNodesFirst(int Nodes = 70, double Share = 0.6) : NodeCurriculum
{
    /// <inheritdoc/>
    public override int Limit(double progress) => progress < Share ? Nodes : int.MaxValue;
}

/// <summary>A limit that grows by the same factor in the same time, then any.</summary>
/// <param name="From">At the start.</param>
/// <param name="To">At the end of <paramref name="Share"/>.</param>
/// <param name="Share">Of the training, 0 to 1.</param>
public sealed record GrowingNodes(int From = 30, int To = 320, double Share = 0.8) : NodeCurriculum
{
    /// <inheritdoc/>
    public override int Limit(double progress) => progress < Share
        ? (int)(From * Math.Pow((double)To / From, progress / Share))
        : int.MaxValue;
}
