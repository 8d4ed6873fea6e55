using System.Globalization;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>How a classifier is trained: optimizer, rate and its schedule, batches, augmentation.</summary>
/// <remarks>The rate rises linearly over the first <see cref="WarmUp"/> of the steps, then falls as half a
/// cosine to 0 (Loshchilov and Hutter, "SGDR", ICLR 2017, without restarts). The defaults train small
/// convolutional networks with batch norm in few epochs.</remarks>
public sealed record TrainingRecipe
{
    /// <summary>SGD with Nesterov momentum, for convolutional networks.</summary>
    public static TrainingRecipe Images { get; } = new();

    /// <summary>AdamW, for multilayer perceptrons: forgiving about the rate.</summary>
    public static TrainingRecipe Vectors { get; } = new()
    {
        Method = OptimizationMethod.AdamW,
        LearningRate = 3e-3f,
        WeightDecay = 0.02f,
        BatchSize = 64,
    };

    /// <summary>The optimizer.</summary>
    public OptimizationMethod Method { get; init; } = OptimizationMethod.NesterovSgd;

    /// <summary>The highest learning rate of the run.</summary>
    public float LearningRate { get; init; } = 0.1f;

    /// <summary>Momentum of SGD; AdamW has its own.</summary>
    public float Momentum { get; init; } = 0.9f;

    /// <summary>SGD: factor of the L2 penalty's gradient. AdamW: decoupled decay, multiplied by the
    /// rate.</summary>
    public float WeightDecay { get; init; } = 5e-4f;

    /// <summary>Samples a step.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Share of the target that is spread over all classes, 0 to below 1.</summary>
    public float LabelSmoothing { get; init; }

    /// <summary>The share of the steps over which the rate rises, 0 to 1.</summary>
    public double WarmUp { get; init; } = 0.1;

    /// <summary>The largest norm of all gradients together; larger ones are scaled down. 0 for any.</summary>
    public float ClipNorm { get; init; } = 5;

    /// <summary>How training images vary.</summary>
    public Augmentation Augmentation { get; init; } = Augmentation.None;

    /// <summary>The recipe that suits a data set: by the kind of its samples, with the set's
    /// augmentation.</summary>
    public static TrainingRecipe For(Dataset train) =>
        train.IsImages ? Images with { Augmentation = Augmentation.For(train) } : Vectors;

    /// <summary>The optimizer of this recipe for some parameters.</summary>
    public Optimizer OptimizerFor(IReadOnlyList<Tensor> parameters) => Method switch
    {
        OptimizationMethod.AdamW => new AdamW(parameters, LearningRate, weightDecay: WeightDecay),
        _ => new Sgd(parameters, LearningRate, Momentum, nesterov: true, WeightDecay),
    };

    /// <summary>The learning rate at a step of a run.</summary>
    public float RateAt(int step, int total) =>
        new WarmUpSchedule((int)Math.Ceiling(WarmUp * total), new CosineSchedule(LearningRate))
            .Value(step, total);

    /// <summary>The recipe on one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Method} rate {LearningRate} decay {WeightDecay} momentum {Momentum} batch {BatchSize} "
        + $"smoothing {LabelSmoothing} warm-up {WarmUp} clip {ClipNorm} shift {Augmentation.Shift} "
        + $"mirror {Augmentation.Mirror} cutout {Augmentation.Cutout}");
}

/// <summary>An optimizer, by name.</summary>
public enum OptimizationMethod
{
    /// <summary>Stochastic gradient descent with Nesterov momentum.</summary>
    NesterovSgd,

    /// <summary>Adam with decoupled weight decay.</summary>
    AdamW,
}
