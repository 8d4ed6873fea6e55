namespace Precocial.Search;

/// <summary>How networks are judged with shared weights.</summary>
public sealed record SharedWeightsSettings
{
    /// <summary>Steps of training on a round's networks before they are judged; 0 where the weights are
    /// trained before the search.</summary>
    public int StepsPerRound { get; init; }

    /// <summary>Where batch norm takes mean and variance from.</summary>
    public SharedStatistics Statistics { get; init; } = SharedStatistics.OfBatch;

    /// <summary>Batches of 64 training samples that statistics are measured on for each network; SPOS:
    /// 200.</summary>
    public int RecalibrationBatches { get; init; } = 8;

    /// <summary>Samples that a network is judged on, drawn anew for each; 0 for the whole validation set.
    /// ENAS: one mini-batch of 128 or 160.</summary>
    public int ValidationSamples { get; init; }

    /// <summary>ENAS: training goes on between rounds, and the reward is the accuracy on one
    /// mini-batch.</summary>
    /// <param name="stepsPerRound">Steps of training a round.</param>
    public static SharedWeightsSettings Enas(int stepsPerRound) =>
        new() { StepsPerRound = stepsPerRound, ValidationSamples = 128 };

    /// <summary>SPOS: weights are trained once; statistics are measured for each network.</summary>
    public static SharedWeightsSettings Spos { get; } = new() { Statistics = SharedStatistics.Recalibrated };

    /// <summary>Training samples that each network is run on to measure its statistics.</summary>
    public int RecalibrationSamples => Statistics == SharedStatistics.Recalibrated
        ? RecalibrationBatches * RunningStatistics.BatchSize
        : 0;

    internal string Words => (StepsPerRound > 0 ? $"{StepsPerRound} steps a round, " : "")
        + (ValidationSamples > 0 ? $"{ValidationSamples} samples, " : "")
        + Statistics switch
        {
            SharedStatistics.Recalibrated => $"statistics recalibrated on {RecalibrationBatches} batches",
            SharedStatistics.AsTrained => "statistics as trained",
            _ => "statistics of the batch",
        };
}

/// <summary>Where batch norm takes mean and variance from when a network runs with shared weights.</summary>
public enum SharedStatistics
{
    /// <summary>From each batch of 64 itself, as ENAS does.</summary>
    OfBatch,

    /// <summary>Measured for each network on training samples, as SPOS does:
    /// <see cref="RunningStatistics"/>.</summary>
    Recalibrated,

    /// <summary>From the training of the shared weights: those of all networks mixed, which fit none. Scores
    /// are broken; for demonstration.</summary>
    AsTrained,
}
