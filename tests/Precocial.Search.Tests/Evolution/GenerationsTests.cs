using System.IO.Compression;
using System.Security.Cryptography;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class GenerationsTests
{
    private static readonly NeuroEvolutionSettings s_small = new() { Population = 40, TournamentSize = 4 };
    private static readonly Heats s_heats = new(Count: 2, Length: 10);

    [Fact]
    public void Run_EasyHill_ClimbsWellAboveRandomMembers()
    {
        var run = Create();
        run.Run(60);
        run.Curve.Count.ShouldBe(60);
        // Random members have no hidden neuron at all, and one generation adds at most one.
        run.Curve[^1].Mean.ShouldBeGreaterThan(5);
        run.Curve[^1].Max.ShouldBeGreaterThan(run.Curve[^1].Mean);
        run.Champion.Merit.ShouldBeGreaterThan(5);
        run.Curve[^1].Evaluations.ShouldBe(2400);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Run_OneAndTwoThreads_SameBytes(bool faithful)
    {
        using var pool = new WorkerPool(2);
        var one = Create(faithful: faithful);
        var two = Create(pool, faithful);
        one.Run(20);
        two.Run(20);
        two.Snapshot().ToBytes().ShouldBe(one.Snapshot().ToBytes());
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 13)]
    [InlineData(true, 9)]
    public void Run_AfterResume_SameBytesAsWithoutInterruption(bool faithful, int interruption)
    {
        var whole = Create(faithful: faithful);
        whole.Run(30);
        var first = Create(faithful: faithful);
        first.Run(interruption);
        var second = Create(faithful: faithful);
        second.Resume(GenerationSnapshot.FromBytes(first.Snapshot().ToBytes()));
        second.Run(30);
        second.Snapshot().ToBytes().ShouldBe(whole.Snapshot().ToBytes());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(17)]
    [InlineData(20)]
    [InlineData(25)]
    public void Run_HeatsAfterResume_SameBytesAsWithoutInterruption(int interruption)
    {
        var whole = Create(heats: s_heats);
        whole.Run(30);
        var first = Create(heats: s_heats);
        first.Run(interruption);
        var second = Create(heats: s_heats);
        second.Resume(GenerationSnapshot.FromBytes(first.Snapshot().ToBytes()));
        second.Run(30);
        second.Snapshot().ToBytes().ShouldBe(whole.Snapshot().ToBytes());
    }

    [Fact]
    public void Run_Heats_BeginAnewAndTheBestGoesOn()
    {
        var ends = new List<HashSet<WeightlessGenome>>();
        var run = Create(heats: s_heats);
        for (int heat = 1; heat <= s_heats.Count; heat++)
        {
            run.Run(heat * s_heats.Length);
            ends.Add([.. run.Population.Select(trial => trial.Genotype)]);
        }
        // No hidden neuron yet in the first generation of each.
        foreach (int first in (int[])[0, 10])
            run.Curve[first].MedianNodes.ShouldBe(7);
        double[] scores = [.. Enumerable.Range(0, s_heats.Count)
            .Select(heat => run.Curve.Skip(10 * heat + 2).Take(8).Average(row => row.Max))];
        int best = Array.IndexOf(scores, scores.Max());
        scores.Distinct().Count().ShouldBe(2);

        run.Run(s_heats.Generations + 1);

        int elites = (int)(0.2 * (40 - 8));
        run.Population.Take(elites).ShouldAllBe(trial => ends[best].Contains(trial.Genotype));
        run.Population.Take(elites).ShouldAllBe(trial => !ends[1 - best].Contains(trial.Genotype));
    }

    [Fact]
    public void Run_Founders_TheBestOfAllGenerationsAreTheFirstParents()
    {
        const int Founders = 6;
        var founders = new Dictionary<WeightlessGenome, (int Generation, double Merit)>();
        var run = Create(founders: Founders);
        for (int generation = 0; generation < Founders; generation++)
        {
            run.Run(generation + 1);
            foreach (var trial in run.Population)
                founders.TryAdd(trial.Genotype, (generation, trial.Feedback.Mean));
        }
        founders.Count.ShouldBeGreaterThan(200);

        run.Run(Founders + 1);

        int elites = (int)(0.2 * (40 - 8));
        var parents = run.Population.Take(elites).Select(trial => founders[trial.Genotype]).ToList();
        parents.Select(parent => parent.Generation).Distinct().Count().ShouldBeGreaterThan(1);
        parents.ShouldContain(parent => parent.Merit == founders.Values.Max(founder => founder.Merit));
        double[] merits = [.. founders.Values.Select(founder => founder.Merit).Order()];
        parents.Average(parent => parent.Merit).ShouldBeGreaterThan(merits[merits.Length * 9 / 10]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(9)]
    public void Run_FoundersAfterResume_SameBytesAsWithoutInterruption(int interruption)
    {
        var whole = Create(founders: 6);
        whole.Run(12);
        var first = Create(founders: 6);
        first.Run(interruption);
        var second = Create(founders: 6);
        second.Resume(GenerationSnapshot.FromBytes(first.Snapshot().ToBytes()));
        second.Run(12);
        second.Snapshot().ToBytes().ShouldBe(whole.Snapshot().ToBytes());
    }

    [Fact]
    public void Run_HeatsAndFounders_AreRefused() =>
        Should.Throw<InvalidOperationException>(() => Create(heats: s_heats, founders: 2).Run(1))
            .Message.ShouldContain("not both");

    [Fact]
    public void FromBytes_VersionBeforeHeats_IsRead()
    {
        var run = Create();
        run.Run(3);
        byte[] bytes = run.Snapshot().ToBytes();
        const int Header = 8 + SHA256.HashSizeInBytes + 4, NoMembers = 4;
        using var unzip = new ZLibStream(new MemoryStream(bytes[Header..]), CompressionMode.Decompress);
        var plain = new MemoryStream();
        unzip.CopyTo(plain);
        byte[] content = plain.ToArray()[..^NoMembers];
        var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest))
            zip.Write(content);

        GenerationSnapshot old = GenerationSnapshot.FromBytes(
        [
            .. bytes[..6], 1, 0, .. SHA256.HashData(content), .. BitConverter.GetBytes(content.Length),
            .. packed.ToArray(),
        ]);

        old.ToBytes().ShouldBe(bytes);
    }

    [Fact]
    public void Run_SomeNetworksFail_TheyAreCountedAndHaveNoChildren()
    {
        var run = Create(evaluator: new CountingEvaluator { FailsFrom = 3 });
        run.Run(40);
        run.Curve.Sum(row => row.Failed).ShouldBeGreaterThan(0);
        run.Curve[^1].Max.ShouldBeLessThan(3.2);
        double.IsFinite(run.Curve[^1].Mean).ShouldBeTrue();
    }

    [Fact]
    public void Run_EverybodyFails_Throws() =>
        Should.Throw<SearchException>(
            () => Create(evaluator: new CountingEvaluator { FailsFrom = 0 }).Run(1));

    [Fact]
    public void Run_Cancelled_KeepsWhatIsDone()
    {
        using var cancellation = new CancellationTokenSource();
        var run = Create(progress: new Report(row =>
        {
            if (row.Generation == 4)
                cancellation.Cancel();
        }));
        Should.Throw<OperationCanceledException>(() => run.Run(60, cancellation.Token));
        run.Completed.ShouldBe(5);
    }

    [Fact]
    public void Resume_OtherSearch_Throws()
    {
        var run = Create();
        run.Run(2);
        var other = Create(faithful: true);
        Should.Throw<SearchException>(() => other.Resume(run.Snapshot()));
    }

    [Fact]
    public void FromBytes_Damaged_ThrowsOneKindOfException()
    {
        var run = Create();
        run.Run(3);
        byte[] good = run.Snapshot().ToBytes();
        // The last bytes only check what the hash checks as well.
        for (int i = 0; i < good.Length - 16; i += 7)
        {
            byte[] bad = [.. good];
            bad[i] ^= 0x41;
            Should.Throw<FormatException>(() => GenerationSnapshot.FromBytes(bad));
            Should.Throw<FormatException>(() => GenerationSnapshot.FromBytes(good.AsSpan(0, i)));
        }
    }

    private static Generations<WeightlessGenome, WeightSweep> Create(
        WorkerPool? workers = null, bool faithful = false, CountingEvaluator? evaluator = null,
        IProgress<GenerationReport<WeightlessGenome, WeightSweep>>? progress = null, Heats? heats = null,
        int founders = 1)
    {
        var space = new WeightlessSpace(inputs: 4, outputs: 2)
        {
            Faithful = faithful,
            InitialMutations = founders > 1 ? 5 : 0,
        };
        var strategy = new NeuroEvolution<WeightlessGenome, WeightSweep>(
            space, new BySweep { Faithful = faithful }, s_small with { Faithful = faithful });
        return new(space, strategy, evaluator ?? new(), seed: 3)
        {
            Workers = workers ?? WorkerPool.None,
            Progress = progress,
            Heats = heats ?? Heats.None,
            Founders = founders,
            Champions = new() { Every = 4, Repetitions = 3, Faithful = faithful },
        };
    }

    private sealed class Report(Action<GenerationRow> action)
        : IProgress<GenerationReport<WeightlessGenome, WeightSweep>>
    {
        void IProgress<GenerationReport<WeightlessGenome, WeightSweep>>.Report(
            GenerationReport<WeightlessGenome, WeightSweep> value) => action(value.Row);
    }
}
