using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>One weight tensor that a primitive needs.</summary>
/// <param name="Name">Short name within its node: <c>weight</c>, <c>bias</c>, <c>running_mean</c>.</param>
/// <param name="Shape">Its shape; convolutions are [out, in/groups, k, k], linear layers [out, in].</param>
/// <param name="Role">How it is initialised, and whether it is trained.</param>
public readonly record struct WeightSpec(string Name, Shape Shape, WeightRole Role)
{
    /// <summary>Whether an optimizer changes it, and whether it counts as a parameter.</summary>
    public bool Trainable => Role is not (WeightRole.RunningMean or WeightRole.RunningVariance
        or WeightRole.Constant or WeightRole.Alpha);

    /// <summary>The numbers themselves where the architecture says them (<see cref="WeightRole.Alpha"/>),
    /// row-major; otherwise default.</summary>
    public ImmutableArray<float> Values { get; init; }
}

/// <summary>What a weight tensor is for.</summary>
public enum WeightRole
{
    /// <summary>A matrix or convolution kernel: He or Xavier initialisation.</summary>
    Kernel,

    /// <summary>An added offset: starts at 0.</summary>
    Bias,

    /// <summary>A factor of a normalisation: starts at 1.</summary>
    Scale,

    /// <summary>A running mean: starts at 0, updated while training, not by the optimizer.</summary>
    RunningMean,

    /// <summary>A running variance: starts at 1, updated while training, not by the optimizer.</summary>
    RunningVariance,

    /// <summary>A learned position or class token: starts normal with deviation 0.02.</summary>
    Position,

    /// <summary>A factor that lets a residual branch in: starts at 1e-6.</summary>
    LayerScale,

    /// <summary>A number that came with the network and that nothing changes: starts at 0 where it has to be
    /// made up.</summary>
    Constant,

    /// <summary>The logits of a mixed operation: part of the architecture, which every source fills in
    /// (<see cref="WeightSpec.Values"/>); a search moves them, training does not.</summary>
    Alpha,
}
