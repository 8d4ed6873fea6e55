namespace Precocial.Search;

/// <summary>When a study ends: at the first of the limits that are given.</summary>
internal readonly record struct StudyStop
{
    public StudyStop(int? rounds, int? evaluations, TimeSpan? time)
    {
        if (rounds is null && evaluations is null && time is null)
            throw new ArgumentException("A study must end: give rounds, evaluations or time.");
        if (rounds <= 0 || evaluations <= 0 || time <= TimeSpan.Zero)
        {
            string given = rounds <= 0 ? $"{rounds} rounds"
                : evaluations <= 0 ? $"{evaluations} evaluations" : $"{time}";
            throw new ArgumentException($"A study's budget must be above 0, but is {given}.");
        }
        (Rounds, Evaluations, Time) = (rounds, evaluations, time);
    }

    public int? Rounds { get; }

    public int? Evaluations { get; }

    public TimeSpan? Time { get; }

    /// <summary>The share that is done, 0 to 1: of the limit that is nearest.</summary>
    public double Fraction(int rounds, int evaluations, TimeSpan elapsed) => Math.Clamp(
        Math.Max(
            Math.Max(rounds / (Rounds ?? double.PositiveInfinity),
                evaluations / (Evaluations ?? double.PositiveInfinity)),
            Time is { } time ? elapsed / time : 0), 0, 1);
}
