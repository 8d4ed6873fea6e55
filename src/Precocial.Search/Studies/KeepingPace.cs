namespace Precocial.Search;

/// <summary>When work in progress is written down: often at first, seldom later.</summary>
/// <remarks>A state costs a write to the disk, and a kill costs what was done since the last one. The first
/// step is kept, then whenever the time has doubled, and no less often than <paramref name="Seldomest"/>: so
/// a kill costs at most half of the work of a short search, and little of a long one.</remarks>
/// <param name="Seldomest">The longest time from one kept state to the next.</param>
public readonly record struct KeepingPace(TimeSpan Seldomest)
{
    /// <summary>Whether to keep the state now.</summary>
    /// <param name="elapsed">Since the work began, or went on.</param>
    /// <param name="kept">When a state was last kept, on the same clock; zero before.</param>
    public bool IsDue(TimeSpan elapsed, TimeSpan kept) =>
        elapsed - kept >= (kept < Seldomest ? kept : Seldomest);
}
