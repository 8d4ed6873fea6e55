using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

/// <summary>Scores beside those that NASLib recorded for cells of NAS-Bench-201 and CIFAR-10; of those that
/// need no images.</summary>
public sealed class RecordedProxyTests
{
    private const int Cells = 30;
    private static readonly NasBench201Skeleton s_skeleton = new();

    [SkippableFact]
    public void ParameterCount_RecordedCells_AreEqual()
    {
        foreach ((Network network, double recorded) in Recorded("params"))
            new ParameterCount().Measure(network, default).ShouldBe(1e6 * recorded, 0.5);
    }

    // Norms of random weights: a layer of 144 weights or more has its deviation by 6 %, the sum of 15 and
    // more by 1 %.
    [SkippableFact]
    public void WeightNorm_RecordedCells_AgreeWithinTheDraw()
    {
        foreach ((Network network, double recorded) in Recorded("l2_norm"))
            new WeightNorm().Measure(network, default).ShouldBe(recorded, 0.015 * recorded);
    }

    [SkippableFact]
    public void Synflow_RecordedCells_RankAlike()
    {
        var pairs = Recorded("synflow").Select(pair =>
            (Ours: new Synflow().Measure(pair.Network, default), pair.Recorded)).ToList();
        RankCorrelation.SpearmanOf([.. pairs.Select(p => p.Ours)], [.. pairs.Select(p => p.Recorded)])
            .ShouldBeGreaterThan(0.9);
    }

    private static IEnumerable<(Network Network, double Recorded)> Recorded(string column)
    {
        string path = SharedData.ZeroCost();
        string[] header = File.ReadLines(path).First().Split(',');
        int place = Array.IndexOf(header, column), cell = Array.IndexOf(header, "cell");
        foreach (string[] row in File.ReadLines(path).Skip(1).Take(Cells).Select(line => line.Split(',')))
        {
            ArchitectureGraph graph = s_skeleton.Build(NasBench201Cell.Parse(row[cell]));
            yield return (Network.From(graph, new FanInUniformWeights(), new Rng(1)),
                double.Parse(row[place], System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
