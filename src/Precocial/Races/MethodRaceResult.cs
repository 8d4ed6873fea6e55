using System.Collections.Immutable;
using Precocial.Search;
using Precocial.Tensors;

namespace Precocial;

/// <summary>What one method made with one seed.</summary>
/// <param name="Method">Its name.</param>
/// <param name="Seed">The seed.</param>
/// <param name="TestAccuracy">Of the network handed over, trained as every other, 0 to 1.</param>
/// <param name="Parameters">Of that network.</param>
/// <param name="Flops">Of that network, for one sample.</param>
/// <param name="Evaluations">Networks judged while searching.</param>
/// <param name="TrainingFlops">What the search cost in training.</param>
/// <param name="Seconds">Search, second look and final training, on one thread beside other runs.</param>
/// <param name="Warnings">What the method had to say.</param>
public sealed record MethodRun(
    string Method, ulong Seed, double TestAccuracy, long Parameters, long Flops, int Evaluations,
    double TrainingFlops, double Seconds, IReadOnlyList<string> Warnings);

/// <summary>One method over all seeds.</summary>
/// <param name="Method">Its name.</param>
/// <param name="Runs">One a seed, in their order.</param>
/// <param name="Mean">Mean test accuracy.</param>
/// <param name="Sd">Its standard deviation over the seeds (n − 1); 0 for one.</param>
/// <param name="MeanRank">Among the methods within each seed; 1 is best.</param>
/// <param name="AheadOfRandom">Mean difference to the method "random" on the same seeds; null without it.</param>
/// <param name="P">Of that difference, two-sided, exact; null without it.</param>
public sealed record MethodStanding(
    string Method, ImmutableArray<MethodRun> Runs, double Mean, double Sd, double MeanRank, double? AheadOfRandom,
    double? P)
{
    /// <summary>The standard error of <see cref="Mean"/>.</summary>
    public double StandardError => Sd / Math.Sqrt(Runs.Length);
}

/// <summary>How the methods did.</summary>
/// <param name="Data">The data set.</param>
/// <param name="Standings">One a method, the best mean first.</param>
/// <param name="Friedman">Whether any stands out.</param>
public sealed record MethodRaceResult(
    string Data, ImmutableArray<MethodStanding> Standings, FriedmanTest Friedman)
{
    private const string Baseline = "random";

    internal static MethodRaceResult Of(string data, MethodRaceSettings settings, IEnumerable<MethodRun> runs)
    {
        var byMethod = runs.ToLookup(run => run.Method);
        ImmutableArray<MethodRun>[] rows =
            [.. settings.Methods.Select(m => byMethod[m.Name].OrderBy(run => run.Seed).ToImmutableArray())];
        double[][] accuracies = [.. rows.Select(row => row.Select(run => run.TestAccuracy).ToArray())];
        var friedman = FriedmanTest.Of(accuracies, new Rng(settings.FirstSeed).Split("friedman"));
        int baseline = settings.Methods.ToList().FindIndex(m => m.Name == Baseline);
        double[]? random = baseline < 0 ? null : accuracies[baseline];
        return new MethodRaceResult(data,
            [.. rows.Select((row, i) => Standing(row, accuracies[i], friedman.MeanRanks[i],
                i == baseline ? null : random)).OrderByDescending(s => s.Mean)],
            friedman);
    }

    private static MethodStanding Standing(
        ImmutableArray<MethodRun> runs, double[] accuracies, double rank, double[]? random)
    {
        double mean = accuracies.Average();
        double sd = Math.Sqrt(accuracies.Sum(a => (a - mean) * (a - mean)) / Math.Max(1, accuracies.Length - 1));
        double[]? ahead = random is null ? null : [.. accuracies.Zip(random, (a, b) => a - b)];
        bool testable = ahead is { Length: <= PairedPermutationTest.MostPairs };
        return new MethodStanding(runs[0].Method, runs, mean, sd, rank, ahead?.Average(),
            testable ? PairedPermutationTest.Of(ahead) : null);
    }
}
