using Precocial.Tasks;

namespace Precocial.Hypernetworks;

/// <summary>How a <see cref="GraphHypernetwork"/> is trained. The defaults are for minutes on a small
/// machine; the paper's are named beside them.</summary>
public sealed record HypernetworkTrainingSettings
{
    /// <summary>How many steps the training has; schedules and curricula depend on it, unless progress is
    /// given to each step.</summary>
    public int Steps { get; init; } = 10_000;

    /// <summary>Networks in a step. The paper: 8 for GHN-2, 1 for GHN-1.</summary>
    public int MetaBatch { get; init; } = 1;

    /// <summary>Images in a step, the same for all its networks. The paper: 64.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>The highest learning rate.</summary>
    public float LearningRate { get; init; } = 1e-3f;

    /// <summary>The rate that the training ends at, as a share of the highest.</summary>
    public float FinalRate { get; init; }

    /// <summary>Whether weights decay by themselves (AdamW), or through the gradient (Adam, the
    /// paper's).</summary>
    public bool DecoupledDecay { get; init; } = true;

    /// <summary>Weight decay. The paper: 1e-5 through the gradient.</summary>
    public float WeightDecay { get; init; } = 1e-2f;

    /// <summary>The share of the training in which the rate rises.</summary>
    public double WarmUp { get; init; } = 0.05;

    /// <summary>The progress up to which the rate stays at its highest; then it falls as half a
    /// cosine.</summary>
    public double Hold { get; init; } = 0.05;

    /// <summary>The largest norm of the gradient. The paper: 5.</summary>
    public float ClipNorm { get; init; } = 5;

    /// <summary>Share of the target that is spread over all classes.</summary>
    public float LabelSmoothing { get; init; }

    /// <summary>How large networks may be.</summary>
    public NodeCurriculum Nodes { get; init; } = new FewNodesFirst();

    /// <summary>How many different networks there are.</summary>
    public NetworkCurriculum Networks { get; init; } = NetworkCurriculum.Fresh;

    /// <summary>How images vary.</summary>
    public Augmentation Augmentation { get; init; } = Augmentation.None;

    /// <summary>A network's loss above which a step is not taken: it is tried again with other
    /// networks.</summary>
    public double LossLimit { get; init; } = 20;

    /// <summary>How many steps may be tried again, in all, before the training is given up.</summary>
    public int RetryLimit { get; init; } = 1000;

    /// <summary>The learning rate.</summary>
    /// <param name="progress">Of the training, 0 to 1.</param>
    public float RateAt(double progress)
    {
        if (progress < WarmUp)
            return (float)(LearningRate * Math.Max(progress / WarmUp, 1.0 / Math.Max(1, Steps * WarmUp)));
        double start = Math.Max(Hold, WarmUp);
        if (progress <= start)
            return LearningRate;
        double fall = Math.Min(1, (progress - start) / (1 - start));
        double share = FinalRate + (1 - FinalRate) * 0.5 * (1 + Math.Cos(Math.PI * fall));
        return (float)(LearningRate * share);
    }
}
