using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class LstmEnsembleTests
{
    private static readonly ProgressiveCellSpace s_space =
        new(TaskGeometry.Standardized([1, 8, 8], 10), blocks: 3, channels: 2) { ReadsDecisions = true };

    private static readonly LstmEnsemble s_lstms = new(s_space.Options) { Members = 3 };

    [Fact]
    public void Features_OfOneBlock_AreItsDecisionsThenNone()
    {
        double[] row = s_space.Features(s_space.Seeds[9]);
        row.Length.ShouldBe(12);
        row[..4].ShouldBe(s_space.Seeds[9].Choices.AsSpan(0, 4).ToArray().Select(choice => (double)choice));
        row[4..].ShouldAllBe(value => value == -1);
    }

    // Fitted to cells of one and two blocks, it ranks those of three, as progressive search asks of it.
    // Targets in another order are what nothing can be learned from.
    [Fact]
    public void Fit_SmallCells_RanksLargerOnesMuchBetterThanShuffledTargets()
    {
        double learned = 0, shuffled = 0;
        for (ulong seed = 0; seed < 5; seed++)
        {
            var rng = new Rng(seed);
            CellGenotype[] small = [.. Enumerable.Range(0, 80).Select(i => Grown(blocks: 1 + i % 2, rng))];
            CellGenotype[] large = [.. Enumerable.Range(0, 100).Select(_ => Grown(blocks: 3, rng))];
            double[] targets = [.. small.Select(Worth)], others = [.. targets];
            rng.Shuffle<double>(others);
            learned += Correlation(targets) / 5;
            shuffled += Correlation(others) / 5;

            double Correlation(double[] worths)
            {
                var fit = s_lstms.Fit([.. small.Select(s_space.Features)], worths, rng.Split("fit"));
                var forecasts = fit.PredictAll([.. large.Select(s_space.Features)]);
                return RankCorrelation.SpearmanOf(
                    [.. forecasts.Select(forecast => forecast.Mean)], [.. large.Select(Worth)]);
            }
        }
        learned.ShouldBeGreaterThan(0.6);
        learned.ShouldBeGreaterThan(Math.Abs(shuffled) + 0.4);
    }

    [Fact]
    public void PredictAll_RowsOfSeveralLengths_IsAsOneByOne()
    {
        var rng = new Rng(4);
        double[][] rows = [.. Enumerable.Range(0, 12).Select(i => s_space.Features(Grown(1 + i % 3, rng)))];
        var fit = (s_lstms with { Epochs = 2 }).Fit(rows, [.. rows.Select(row => row[1])], rng);
        var together = fit.PredictAll(rows);
        for (int i = 0; i < rows.Length; i++)
        {
            ScoreEstimate alone = fit.Predict(rows[i]);
            together[i].Mean.ShouldBe(alone.Mean, 1e-4);
            together[i].Sd.ShouldBe(alone.Sd, 1e-4);
        }
        together.Select(estimate => estimate.Mean).Distinct().Count().ShouldBeGreaterThan(6);
    }

    [Fact]
    public void Fit_OtherUnit_SameForecastInThatUnit()
    {
        var rng = new Rng(6);
        double[][] rows = [.. Enumerable.Range(0, 10).Select(_ => s_space.Features(Grown(2, rng)))];
        double[] targets = [.. rows.Select(row => row[1])];
        var quick = s_lstms with { Epochs = 3 };
        double[] others = [.. targets.Select(v => 100 * v + 7)];
        ScoreEstimate plain = quick.Fit(rows, targets, new Rng(5)).Predict(rows[3]);
        ScoreEstimate scaled = quick.Fit(rows, others, new Rng(5)).Predict(rows[3]);
        scaled.Mean.ShouldBe(100 * plain.Mean + 7, 0.05);
        scaled.Sd.ShouldBe(100 * plain.Sd, 0.05);
    }

    private static CellGenotype Grown(int blocks, Rng rng)
    {
        CellGenotype cell = s_space.Seeds[rng.Next(s_space.Seeds.Count)];
        for (int i = 1; i < blocks; i++)
        {
            CellGenotype[] grown = [.. s_space.Grown(cell)];
            cell = grown[rng.Next(grown.Length)];
        }
        return cell;
    }

    // Two operations are good, more so on the cell's first input.
    private static double Worth(CellGenotype cell)
    {
        double worth = 0;
        for (int i = 0; i < cell.Choices.Length / 2; i += 2)
            worth += cell.Choices[i + 1] is 1 or 4 ? (cell.Choices[i] == 0 ? 2 : 1) : 0;
        return worth;
    }
}
