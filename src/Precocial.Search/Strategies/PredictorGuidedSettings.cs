namespace Precocial.Search;

/// <summary>How <see cref="PredictorGuided{TGenotype,TFeedback}"/> proposes. Defaults: BANANAS'.</summary>
public sealed record PredictorGuidedSettings
{
    /// <summary>Random networks before the first fit.</summary>
    public int Initial { get; init; } = 10;

    /// <summary>Networks proposed after each fit.</summary>
    public int RoundSize { get; init; } = 10;

    /// <summary>How many unseen mutations the predictor chooses among.</summary>
    public int Candidates { get; init; } = 100;

    /// <summary>How many of the best are mutated: the best first, and the next only while there are too few
    /// candidates.</summary>
    public int Parents { get; init; } = 5;

    /// <summary>A candidate is mutated once up to so many times: how far it may be from its parent.</summary>
    public int MostMutations { get; init; } = 1;

    /// <summary>How many unseen random networks it also chooses among: a way out of where all of the best are
    /// alike. BANANAS has none by default.</summary>
    public int RandomCandidates { get; init; }

    /// <summary>How forecasts become a choice.</summary>
    public Acquisition Acquisition { get; init; } = Acquisition.IndependentThompson;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Initial);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(RoundSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Candidates);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Parents);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MostMutations);
        ArgumentOutOfRangeException.ThrowIfNegative(RandomCandidates);
    }
}

/// <summary>What a candidate's forecast is worth.</summary>
public enum Acquisition
{
    /// <summary>A draw from the forecast, for each candidate its own.</summary>
    IndependentThompson,

    /// <summary>Mean + ½ standard deviation.</summary>
    UpperBound,

    /// <summary>The mean.</summary>
    Mean,
}
