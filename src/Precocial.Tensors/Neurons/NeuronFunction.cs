namespace Precocial.Tensors;

/// <summary>The function that a neuron applies to the weighted sum of its sources. The numbers are those of
/// the weight agnostic networks' champion files.</summary>
/// <remarks>Source: Gaier and Ha, "Weight Agnostic Neural Networks", NeurIPS 2019, supplement.</remarks>
public enum NeuronFunction : byte
{
    /// <summary>x.</summary>
    Linear = 1,

    /// <summary>1 where x is positive, otherwise 0.</summary>
    Step = 2,

    /// <summary>sin(πx).</summary>
    Sine = 3,

    /// <summary>exp(−x²/2).</summary>
    Gaussian = 4,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh = 5,

    /// <summary>(tanh(x/2) + 1)/2.</summary>
    Sigmoid = 6,

    /// <summary>−x: "inverse" in the authors' code.</summary>
    Negate = 7,

    /// <summary>|x|.</summary>
    Abs = 8,

    /// <summary>max(x, 0).</summary>
    Relu = 9,

    /// <summary>cos(πx).</summary>
    Cosine = 10,

    /// <summary>x².</summary>
    Square = 11,
}
