using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>How a network is being run.</summary>
/// <param name="Training">Batch statistics and dropout (true), or running statistics and none
/// (false).</param>
/// <param name="Rng">Where dropout draws from; may be null when not training.</param>
public readonly record struct ApplyContext(bool Training, Rng? Rng = null);
