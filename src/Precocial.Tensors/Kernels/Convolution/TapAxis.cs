namespace Precocial.Tensors.Kernels;

/// <summary>One axis of a correlation: output i reads source i·step + Offset(k) for each tap k that meets
/// it.</summary>
/// <remarks>
/// Forward: every k, at k·dilation − padding, with step = stride. Backward to the data, the outputs i·stride
/// + phase of one phase: those k with phase + padding − k·dilation divisible by the stride, at that quotient,
/// with step 1.
/// </remarks>
/// <param name="Size">The kernel's size along the axis.</param>
/// <param name="Padding">Zeros before the first element.</param>
/// <param name="Dilation">Distance between taps.</param>
/// <param name="Phases">1 for forward, else the stride.</param>
/// <param name="Phase">Which of the phases; 0 for forward.</param>
/// <param name="IsBackward">Whether source and output have changed places.</param>
internal readonly record struct TapAxis(int Size, int Padding, int Dilation, int Phases, int Phase,
    bool IsBackward)
{
    /// <summary>The taps of a kernel of a size that moves along an axis.</summary>
    public TapAxis(int size, WindowAxis axis, int phases, int phase, bool isBackward)
        : this(size, axis.Before, axis.Dilation, phases, phase, isBackward) { }

    /// <summary>How many taps meet an output.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            for (int k = 0; k < Size; k++)
                count += Meets(k) ? 1 : 0;
            return count;
        }
    }

    /// <summary>The smallest offset over all phases, so that every phase can read one padded image.</summary>
    public int First => IsBackward ? FloorDivide(Padding - (Size - 1) * Dilation, Phases) : -Padding;

    /// <summary>The largest offset over all phases.</summary>
    public int Last =>
        IsBackward ? FloorDivide(Phases - 1 + Padding, Phases) : (Size - 1) * Dilation - Padding;

    public bool Meets(int k) => !IsBackward || (Phase + Padding - k * Dilation) % Phases == 0;

    public int Offset(int k) => IsBackward ? (Phase + Padding - k * Dilation) / Phases : k * Dilation - Padding;

    private static int FloorDivide(int a, int b) => (a >= 0 ? a : a - b + 1) / b;
}
