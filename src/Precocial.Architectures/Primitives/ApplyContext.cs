using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>How a network is being run.</summary>
/// <param name="Training">Batch statistics and dropout (true), or running statistics and none
/// (false).</param>
/// <param name="Rng">Where dropout draws from; may be null when not training.</param>
public readonly record struct ApplyContext(bool Training, Rng? Rng = null)
{
    /// <summary>Whether batch normalisation takes the statistics of the batch and leaves the running ones
    /// alone: neither read nor written. How predicted networks are run, which have none.</summary>
    /// <remarks>Dropout goes by <see cref="Training"/> as ever. Weights are not written to, so that several
    /// tapes may run one network at once.</remarks>
    public bool BatchStatistics { get; init; }
}
