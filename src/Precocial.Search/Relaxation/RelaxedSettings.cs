using System.Globalization;
using Precocial.Tasks;

namespace Precocial.Search;

/// <summary>How the weights of a relaxed network are trained and α's gradient is taken. The defaults are
/// DARTS': Liu, Simonyan and Yang, ICLR 2019, appendix A.1, and its released code.</summary>
public sealed record RelaxedSettings
{
    /// <summary>How many steps of training there will be in all: the rate's schedule depends on it.</summary>
    public required int Steps { get; init; }

    /// <summary>Whether α's gradient looks a training step ahead.</summary>
    public GradientOrder Order { get; init; } = GradientOrder.Second;

    /// <summary>Steps of training before each gradient of α.</summary>
    public int StepsPerRound { get; init; } = 1;

    /// <summary>Samples of a step, and of a gradient of α.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Into how many parts a batch is cut, each with its own mean and variance in batch norm. Part
    /// of the method, not of the machine: the parts go side by side on so many threads as there
    /// are.</summary>
    public int Shards { get; init; } = 2;

    /// <summary>The rate of w's first step; it falls as half a cosine.</summary>
    public float LearningRate { get; init; } = 0.025f;

    /// <summary>The rate that it ends at.</summary>
    public float LastRate { get; init; } = 0.001f;

    /// <summary>Of w's steps.</summary>
    public float Momentum { get; init; } = 0.9f;

    /// <summary>Of w: L2.</summary>
    public float WeightDecay { get; init; } = 3e-4f;

    /// <summary>The largest norm of w's gradient; larger ones are scaled down.</summary>
    public float ClipNorm { get; init; } = 5;

    /// <summary>Whether batch norm's scales and offsets are trained. They would undo the shares: an edge's
    /// scale could grow as its share shrinks. DARTS: not, but after the stem.</summary>
    public bool TrainScales { get; init; }

    /// <summary>How training images vary.</summary>
    public Augmentation Augmentation { get; init; } = Augmentation.None;

    /// <summary>Iterations for the eigenvalue that is computed once an epoch, two passes each; 0 for no
    /// eigenvalue.</summary>
    public int EigenvalueIterations { get; init; } = 10;

    /// <summary>The settings on one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{(Order == GradientOrder.First ? "first" : "second")} order, {Steps} steps, {StepsPerRound} a "
        + $"round, batch {BatchSize} in {Shards} parts, SGD rate {LearningRate} to {LastRate} momentum "
        + $"{Momentum} decay {WeightDecay} clip {ClipNorm}{(TrainScales ? ", scales trained" : "")}, shift "
        + $"{Augmentation.Shift} mirror {Augmentation.Mirror} cutout {Augmentation.Cutout}, eigenvalue "
        + $"{EigenvalueIterations}");
}

/// <summary>How far α's gradient looks ahead.</summary>
public enum GradientOrder
{
    /// <summary>w is taken as it is: one pass.</summary>
    First,

    /// <summary>w is taken after one step of training, which depends on α: four passes.</summary>
    Second,
}
