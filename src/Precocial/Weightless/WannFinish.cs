using System.Collections.Immutable;
using System.Globalization;
using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tensors;

namespace Precocial;

/// <summary>What follows the generations: choosing the winner, measuring it, and measuring what it is compared
/// with.</summary>
/// <remarks>Four sets of episodes that have none in common, so that no number comes from what it was chosen by: the
/// generations', the second look's, the profile's and the test's. For a data set all four are the training
/// part.</remarks>
internal sealed class WannFinish(
    Wann method, WorkerPool workers, Action<string> stage, CancellationToken cancellationToken)
{
    // The champion, and the last generation's best beside it.
    private const int Finalists = 8;
    private const int RandomNetworks = 8;

    // The generations' seeds are below 2,000.
    private const int SecondLookSeed = 4_000_000, ProfileSeed = 5_000_000, TestSeed = 6_000_000;

    /// <summary>The grid of shared weights: −2 to 2 in steps of 0.1.</summary>
    public static ImmutableArray<double> Grid { get; } = [.. Enumerable.Range(-20, 41).Select(i => i / 10.0)];

    private readonly Rng _rng = new Rng(method.Settings.Seed).Split("finish");

    public WannResult Of(Generations<WeightlessGenome, WeightSweep> search)
    {
        stage("second look");
        WeightlessGenome winner = Winner(search);
        NeuronWiring wiring = method.Space.Wiring(winner);
        stage("profile and test");
        int episodes = method.Settings.TestEpisodes;
        WannEntry best = Measure("evolved", How(search), [wiring], episodes);
        stage("baselines");
        List<WannEntry> baselines =
        [
            Measure("random, same size", $"mean of {RandomNetworks} networks, mutated at random until they have "
                + "as many connections", RandomOfSize(wiring.Connections), Math.Max(1, episodes / RandomNetworks)),
        ];
        if (FixedTopology.For(method.Task) is { } dense)
            baselines.Add(Measure("fixed topology", dense.How, [dense.Wiring], episodes));
        return new WannResult
        {
            Method = method,
            Curve = search.Curve,
            Best = best,
            Baselines = baselines,
            Test = method.Task is DataTask data
                ? ClassifierSweep.Of(data.JudgeOn(data.Test, workers), wiring, Grid, cancellationToken)
                : null,
        };
    }

    private WeightlessGenome Winner(Generations<WeightlessGenome, WeightSweep> search)
    {
        // The authors hand over their champion.
        if (method.Settings.Faithful)
            return search.Champion.Genotype;
        WeightlessGenome[] finalists =
        [
            search.Champion.Genotype,
            .. search.Population.Where(trial => trial.Status == TrialStatus.Done)
                .OrderByDescending(trial => trial.Feedback.Mean)
                .Select(trial => trial.Genotype).Distinct().Take(Finalists - 1),
        ];
        IReadOnlyList<WeightSweep> looks = Judge(
            [.. finalists.Select(method.Space.Wiring)], SingleWeight.PaperSweep, SecondLookSeed,
            method.Settings.TestEpisodes);
        // The first of equals: the champion, if it is among them.
        return finalists[Enumerable.Range(0, finalists.Length).MaxBy(i => looks[i].Mean)];
    }

    private WannEntry Measure(string name, string how, IReadOnlyList<NeuronWiring> wirings, int episodes)
    {
        WeightSweep profile = MeanOf(Judge(wirings, Grid, ProfileSeed, episodes));
        int best = Enumerable.Range(0, Grid.Length).MaxBy(i => profile.Returns[i]);
        WeightSweep test = MeanOf(Judge(wirings, [.. SingleWeight.PaperSweep, Grid[best]], TestSeed, episodes));
        int sweep = SingleWeight.PaperSweep.Length;
        return new WannEntry(name, how, wirings.Count == 1 ? wirings[0] : null,
            new WeightSweep(test.Returns[..sweep], test.Connections, test.Diverged), Grid[best],
            test.Returns[sweep], [.. Grid.Zip(profile.Returns)]);
    }

    private IReadOnlyList<WeightSweep> Judge(
        IReadOnlyList<NeuronWiring> wirings, ImmutableArray<double> weights, int seed, int episodes) =>
        method.Task.Measured(
            wirings, weights, EpisodeStarts.FromSeeds(seed, episodes), workers, cancellationToken);

    private static WeightSweep MeanOf(IReadOnlyList<WeightSweep> sweeps) => new(
        [.. Enumerable.Range(0, sweeps[0].Returns.Length).Select(i => sweeps.Average(s => s.Returns[i]))],
        (int)Math.Round(sweeps.Average(s => s.Connections)), sweeps.Sum(s => s.Diverged));

    private List<NeuronWiring> RandomOfSize(int connections)
    {
        var wirings = new List<NeuronWiring>();
        for (int i = 0; i < RandomNetworks; i++)
        {
            Rng rng = _rng.Split("random").Split((ulong)i);
            WeightlessGenome walker = method.Space.Sample(rng);
            // A walk that cannot grow any more ends: every mutation adds at most a few connections.
            for (int step = 0; step < 40 * connections + 100; step++)
            {
                if (method.Space.Wiring(walker).Connections >= Math.Max(1, connections))
                    break;
                walker = method.Space.Mutate(walker, rng);
            }
            if (method.Space.Wiring(walker) is { Connections: > 0 } wiring)
                wirings.Add(wiring);
        }
        return wirings;
    }

    private static string How(Generations<WeightlessGenome, WeightSweep> search) => string.Create(
        CultureInfo.InvariantCulture, $"{search.Completed} generations, {search.Curve[^1].Evaluations} networks judged");
}
