namespace Precocial.Tensors.Kernels;

/// <summary>What a neuron computes, on registers of one element type: written twice (float32, float64), run
/// at every width.</summary>
/// <typeparam name="TLanes">A register.</typeparam>
internal unsafe interface INeuronArithmetic<TLanes>
    where TLanes : struct
{
    /// <summary>Bytes of a register.</summary>
    static abstract int Bytes { get; }

    static abstract TLanes Load(byte* source);

    static abstract void Store(TLanes value, byte* target);

    static abstract TLanes Multiply(TLanes a, TLanes b);

    /// <summary>1 where x is positive, else 0.</summary>
    static abstract TLanes Step(TLanes x);

    /// <summary>sin(πx).</summary>
    static abstract TLanes Sine(TLanes x);

    /// <summary>cos(πx).</summary>
    static abstract TLanes Cosine(TLanes x);

    /// <summary>exp(−x²/2).</summary>
    static abstract TLanes Gaussian(TLanes x);

    static abstract TLanes Tanh(TLanes x);

    /// <summary>(tanh(x/2) + 1)/2.</summary>
    static abstract TLanes Sigmoid(TLanes x);

    static abstract TLanes Negate(TLanes x);

    static abstract TLanes Abs(TLanes x);

    /// <summary>max(0, x); a NaN comes through.</summary>
    static abstract TLanes Relu(TLanes x);
}
