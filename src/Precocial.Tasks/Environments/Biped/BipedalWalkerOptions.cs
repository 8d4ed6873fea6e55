namespace Precocial.Tasks;

/// <summary>Which of the published copies of the walker is meant.</summary>
/// <remarks>The defaults are the copy that weight agnostic networks were searched with; the copy that judged
/// them had <see cref="PenalisesFalls"/> on, and its caller stopped after 1000 steps.</remarks>
public sealed record BipedalWalkerOptions
{
    /// <summary>Stumps, pits and stairs in the way (BipedalWalkerHardcore-v2).</summary>
    public bool Hardcore { get; init; }

    /// <summary>Whether the step on which the walker falls or leaves to the left gives -100 instead of its
    /// reward.</summary>
    public bool PenalisesFalls { get; init; }

    /// <summary>World steps after which the episode ends, the one of the reset included; null for 1600, or
    /// 2000 with <see cref="Hardcore"/>.</summary>
    public int? StepLimit { get; init; }
}
