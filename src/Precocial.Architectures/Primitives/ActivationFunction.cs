namespace Precocial.Architectures;

/// <summary>The functions that an <see cref="Activation"/> applies to each element. New ones go at the end:
/// the order is part of saved studies.</summary>
public enum ActivationFunction
{
    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>x·Φ(x), Φ the normal distribution function.</summary>
    Gelu,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>1/(1 + exp(−x)).</summary>
    Sigmoid,

    /// <summary>x·min(max(x + 3, 0), 6)/6.</summary>
    HardSwish,

    /// <summary>x/(1 + exp(−x)).</summary>
    Silu,

    /// <summary>The sine.</summary>
    Sin,

    /// <summary>The cosine.</summary>
    Cos,

    /// <summary>exp(−x²/2).</summary>
    Gaussian,

    /// <summary>|x|.</summary>
    Abs,

    /// <summary>1 where x is positive, otherwise 0; its gradient is 0.</summary>
    Step,

    /// <summary>−x: "inverse" in the weight agnostic networks' code.</summary>
    Negate,

    /// <summary>min(max(x, 0), 6).</summary>
    Relu6,

    /// <summary>min(max(x + 3, 0), 6)/6.</summary>
    HardSigmoid,

    /// <summary>x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³))), an approximation of <see cref="Gelu"/>.</summary>
    GeluTanh,
}
