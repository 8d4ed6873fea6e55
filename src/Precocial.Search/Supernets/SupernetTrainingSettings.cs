using System.Globalization;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>How shared weights are trained.</summary>
/// <remarks>The defaults are ENAS's for cells (Pham et al., ICML 2018, and the released <c>cifar10_micro</c>
/// script) with smaller batches, which suit short runs on a processor. Departures from that script: a batch
/// is shared by <see cref="Shards"/> networks, where it takes one; no dropping of whole paths by rate
/// 0.4.</remarks>
public sealed record SupernetTrainingSettings
{
    /// <summary>Steps of the whole training, on which the rate depends.</summary>
    public required int Steps { get; init; }

    /// <summary>P: networks in a step, each with its own part of the batch on its own thread. Part of the
    /// method, not of the machine.</summary>
    public int Shards { get; init; } = 4;

    /// <summary>Samples of each of these networks; batch norm sees so many at a time (Bender's ghost
    /// batches).</summary>
    public int ShardSize { get; init; } = 32;

    /// <summary>The learning rate. ENAS: restarts between 0.05 and 0.0005.</summary>
    public LearningRateSchedule Rate { get; init; } = new RestartSchedule(0.05f, 0.0005f, Cycles: 3);

    /// <summary>Nesterov's momentum; of a tensor that a step does not use it stays as it was.</summary>
    public float Momentum { get; init; } = 0.9f;

    /// <summary>Factor of the L2 penalty's gradient, on the tensors that a step uses alone.</summary>
    public float WeightDecay { get; init; } = 1e-4f;

    /// <summary>The largest norm of all gradients of a step together; larger ones are scaled down. 0 for
    /// any.</summary>
    public float ClipNorm { get; init; } = 5;

    /// <summary>Share of the target that is spread over all classes, 0 to below 1. SPOS: 0.1.</summary>
    public float LabelSmoothing { get; init; }

    /// <summary>How training images vary.</summary>
    public Augmentation Augmentation { get; init; } = Augmentation.None;

    /// <summary>How many steps see as many samples as there are in a data set, at least 1.</summary>
    public int StepsPerEpoch(Dataset data) => Math.Max(1, data.Count / (Shards * ShardSize));

    /// <summary>The settings on one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Steps} steps of {Shards} networks with {ShardSize} samples, {Rate}, momentum {Momentum}, decay "
        + $"{WeightDecay}, clip {ClipNorm}, smoothing {LabelSmoothing}, shift {Augmentation.Shift} "
        + $"mirror {Augmentation.Mirror} cutout {Augmentation.Cutout}");
}
