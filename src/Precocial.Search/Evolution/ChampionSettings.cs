namespace Precocial.Search;

/// <summary>How the best network so far is kept. None of it changes what evolves.</summary>
/// <remarks>
/// A generation's best is the luckiest of many, under that generation's conditions. So every
/// <see cref="Every"/> generations, at the end of the period, its best is judged again under
/// <see cref="Repetitions"/> fresh conditions; it replaces the champion if the mean of those, and nothing
/// else, is larger than the champion's own such mean. The authors' code (<see cref="Faithful"/>) compares the
/// lucky numbers every generation, and only a best that is new just when the period begins is judged again:
/// confirmed, it keeps the re-tested merit; not confirmed, the record goes back to what it was a period
/// before.
/// </remarks>
public sealed record ChampionSettings
{
    /// <summary>How many generations are between re-tests; at least 1.</summary>
    public int Every { get; init; } = 8;

    /// <summary>Under how many fresh conditions a network is re-tested; at least 1.</summary>
    public int Repetitions { get; init; } = 20;

    /// <summary>Whether the authors' book-keeping is kept. Off by default.</summary>
    public bool Faithful { get; init; }

    internal void Check()
    {
        if (Every < 1 || Repetitions < 1)
        {
            throw new ArgumentException("Re-tests happen every 1 or more generations under 1 or more "
                + $"conditions, but the settings are {Every} and {Repetitions}.");
        }
    }
}
