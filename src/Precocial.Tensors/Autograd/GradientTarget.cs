namespace Precocial.Tensors;

/// <summary>Where an operation writes the gradient of one of its inputs.</summary>
internal readonly unsafe struct GradientTarget(float* pointer, bool accumulate)
{
    /// <summary>As many elements as the input.</summary>
    public float* Pointer { get; } = pointer;

    /// <summary>Whether to add to what is there (true), or to overwrite memory that is unset
    /// (false).</summary>
    public bool Accumulate { get; } = accumulate;
}
