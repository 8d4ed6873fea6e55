namespace Precocial.Architectures;

/// <summary>One cell of a DeepNets network as it will be built: widths, and which of its states exist and
/// matter.</summary>
internal struct CellPlan
{
    /// <summary>Whether it is the reduction cell.</summary>
    public bool Reduction;

    /// <summary>Whether input 0 is twice as large as input 1 and must be halved first.</summary>
    public bool HalvesFirst;

    /// <summary>Channels of inputs 0 and 1 as they come.</summary>
    public int First, Second;

    /// <summary>Channels that operations on states 0 and 1 read, and that all operations write.</summary>
    public int In, Out;

    /// <summary>Bit s: state s holds something, because a path of operations other than none leads to
    /// it.</summary>
    public uint Filled;

    /// <summary>Bit s: state s holds something, and the network's output depends on it.</summary>
    public uint Live;

    public readonly bool IsLive(int state) => (Live >> state & 1) != 0;

    public readonly bool IsFilled(int state) => (Filled >> state & 1) != 0;

    /// <summary>Whether edge i of the cell is built: it does something, to something, for
    /// something.</summary>
    public readonly bool IsLive(int edge, DeepNetsEdge what) =>
        what.Operation != DeepNetsOperation.None && IsFilled(what.Input) && IsLive(2 + edge / 2);
}
