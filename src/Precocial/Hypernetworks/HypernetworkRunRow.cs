using System.Globalization;
using System.Text.Json.Serialization;
using Precocial.Hypernetworks;

namespace Precocial;

/// <summary>One line of a training's curve.</summary>
/// <param name="Step">After how many steps.</param>
/// <param name="Minutes">After how much time.</param>
/// <param name="Loss">Mean of the steps since the line before.</param>
/// <param name="Rate">The learning rate.</param>
/// <param name="Nodes">Mean nodes of a network since the line before.</param>
/// <param name="Scores">On unseen networks and images kept back.</param>
public sealed record HypernetworkRunRow(
    long Step, double Minutes, double Loss, double Rate, double Nodes, HypernetworkScores Scores)
{
    /// <summary>The names of <see cref="Csv"/>'s columns.</summary>
    public const string Header = "step,minutes,loss,rate,nodes,accuracy,standard_error,median,best,with_batch_norm,"
        + "without_batch_norm,logit_rank,shuffled_accuracy,stem_constant_share";

    /// <summary>The row as a line of a CSV file.</summary>
    [JsonIgnore]
    public string Csv => string.Create(CultureInfo.InvariantCulture,
        $"{Step},{Minutes:0.###},{Loss:0.####},{Rate:0.######},{Nodes:0.#},{Scores.Mean:0.####},")
        + string.Create(CultureInfo.InvariantCulture,
        $"{Scores.StandardError:0.####},{Scores.Median:0.####},{Scores.Best:0.####},{Scores.WithBatchNorm:0.####},")
        + string.Create(CultureInfo.InvariantCulture,
        $"{Scores.WithoutBatchNorm:0.####},{Scores.LogitRank:0.###},{Scores.ShuffledAccuracy:0.####},")
        + string.Create(CultureInfo.InvariantCulture, $"{Scores.StemConstantShare:0.###}");
}
