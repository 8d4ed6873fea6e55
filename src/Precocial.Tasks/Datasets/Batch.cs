using Precocial.Tensors;

namespace Precocial.Tasks;

/// <summary>Some samples of a data set, as a network takes them.</summary>
/// <param name="Inputs">Shape [batch, ...sample shape]; free-standing: put it on a tape with
/// <c>tape.Input</c>.</param>
/// <param name="Labels">A class for each sample.</param>
/// <remarks>Both are reused: they are valid until the next batch is drawn.</remarks>
public readonly record struct Batch(Tensor Inputs, int[] Labels)
{
    /// <summary>The number of samples.</summary>
    public int Count => Labels.Length;
}
