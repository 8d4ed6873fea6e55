namespace Precocial.Architectures;

/// <summary>One operand of a step of a <see cref="DeepNetsCell"/>: an operation on a state.</summary>
/// <param name="Operation">What is done.</param>
/// <param name="Input">To which state: 0 is the output of the cell before the last one, 1 that of the last
/// one, 2 and on are earlier steps of this cell.</param>
public readonly record struct DeepNetsEdge(DeepNetsOperation Operation, int Input)
{
    /// <inheritdoc/>
    public override string ToString() => $"{DeepNetsOperations.NameOf(Operation)}({Input})";
}
