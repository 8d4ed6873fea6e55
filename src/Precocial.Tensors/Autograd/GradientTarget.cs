namespace Precocial.Tensors;

/// <summary>Where an operation writes the gradient of one of its inputs.</summary>
/// <param name="Pointer">As many elements as the input.</param>
/// <param name="Accumulate">Whether to add to what is there (true), or to overwrite memory that is unset (false).</param>
internal readonly unsafe struct GradientTarget(float* pointer, bool accumulate)
{
    public float* Pointer { get; } = pointer;

    public bool Accumulate { get; } = accumulate;
}
