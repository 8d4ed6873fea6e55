namespace Precocial.Search;

/// <summary>Feedback that is one number; larger is better.</summary>
public readonly record struct Score(double Value) : IComparable<Score>
{
    /// <inheritdoc/>
    public int CompareTo(Score other) => Value.CompareTo(other.Value);
}
