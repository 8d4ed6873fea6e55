namespace Precocial.Search;

/// <summary>One thing that networks are compared by.</summary>
public enum Objective
{
    /// <summary>What the wrapped evaluator says: larger is better.</summary>
    Accuracy,

    /// <summary>Trainable parameters: fewer are better.</summary>
    Parameters,

    /// <summary>FLOPs for one sample: fewer are better.</summary>
    Flops,

    /// <summary>Estimated milliseconds for one sample (<see cref="LatencyModel"/>): fewer are
    /// better.</summary>
    Latency,
}
