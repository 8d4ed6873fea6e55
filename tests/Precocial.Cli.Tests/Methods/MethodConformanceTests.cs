using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Cli.Tests;

/// <summary>The laws of every method of the catalogue: real searches on a few digits.</summary>
public sealed class MethodConformanceTests
{
    private static readonly DataSplit s_split = DataSplit.Stratified(Digits.Load(), new Rng(5),
        new SplitFractions { Train = 0.15, Validation = 0.1, Test = 0.75 });

    public static TheoryData<string> Names => [.. MethodCatalog.All.Select(method => method.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task SearchAsync_OneOrTwoThreads_FindsTheSame(string name)
    {
        MethodOutcome one = await SearchAsync(name, DesignStorage.InMemory(), threads: 1);
        MethodOutcome two = await SearchAsync(name, DesignStorage.InMemory(), threads: 2);
        two.Trace.Hash.ShouldBe(one.Trace.Hash);
        two.Leaders.Select(l => l.Graph.Key).ShouldBe(one.Leaders.Select(l => l.Graph.Key));
        two.TrainingFlops.ShouldBe(one.TrainingFlops);
        one.Leaders.ShouldAllBe(l => l.Graph.OutputShape.Count == 10);
        one.TrainingFlops.ShouldBeGreaterThan(0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task SearchAsync_StoppedAndRunAgain_EndsAsIfNothingHadHappened(string name)
    {
        MethodOutcome whole = await SearchAsync(name, DesignStorage.InMemory(), threads: 1);
        var storage = DesignStorage.InMemory();
        using var stop = new CancellationTokenSource();
        int reports = 0;
        try
        {
            await SearchAsync(name, storage, threads: 2, stop.Token, _ =>
            {
                if (++reports == 2)
                    stop.Cancel();
            });
        }
        catch (OperationCanceledException)
        {
            // as asked
        }
        reports.ShouldBeGreaterThan(1, "a method tells where it is");
        MethodOutcome resumed = await SearchAsync(name, storage, threads: 1);
        resumed.Trace.Hash.ShouldBe(whole.Trace.Hash);
        resumed.Leaders.Select(l => l.Graph.Key).ShouldBe(whole.Leaders.Select(l => l.Graph.Key));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task RandomAsync_AtTheMethodsCost_CostsAboutAsMuch(string name)
    {
        var context = ContextOf(DesignStorage.InMemory(), threads: 2, null);
        const double Cost = 4e9;
        MethodOutcome random = await MethodCatalog.Find(name)!.RandomAsync(context, Cost, default);
        // Networks differ in cost, and there is at least one.
        if (random.Trace.Points.Count > 3)
            random.TrainingFlops.ShouldBeInRange(Cost / 3, Cost * 3);
    }

    [Fact]
    public void Names_AreUniqueWordsWithHyphens()
    {
        MethodCatalog.All.Select(m => m.Name).ShouldBeUnique();
        MethodCatalog.All.ShouldAllBe(m => m.Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'));
        MethodCatalog.Find("nonesuch").ShouldBeNull();
    }

    private static Task<MethodOutcome> SearchAsync(string name, DesignStorage storage, int threads,
        CancellationToken cancellationToken = default, Action<MethodProgress>? progress = null) =>
        Task.Run(() => MethodCatalog.Find(name)!.SearchAsync(ContextOf(storage, threads, progress),
            cancellationToken), CancellationToken.None);

    private static MethodContext ContextOf(DesignStorage storage, int threads, Action<MethodProgress>? progress) =>
        new()
        {
            Train = s_split.Train,
            Validation = s_split.Validation,
            Geometry = TaskGeometry.Of(s_split.Train),
            Recipe = TrainingRecipe.For(s_split.Train),
            Seed = 3,
            Evaluations = 3,
            Epochs = 1,
            Threads = threads,
            Hypernetwork = BundledHypernetworks.Load("digits").Model,
            Log = storage.Log,
            Work = storage.Work,
            Progress = progress,
        };
}
