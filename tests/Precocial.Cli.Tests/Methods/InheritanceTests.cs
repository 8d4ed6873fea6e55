using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Cli.Tests;

/// <summary>Inherited weights that are kept beside the study: a search that goes on finds every
/// parent's.</summary>
public sealed class InheritanceTests
{
    private const int Evaluations = 10;

    [Fact]
    public async Task Study_StoppedAndRunAgain_GivesTheBytesOfOneRun()
    {
        string whole = await SearchAsync(new MemoryWorkLog(), new MemoryStudyLog(), default);
        var (work, log) = (new MemoryWorkLog(), new MemoryStudyLog());
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(
            SearchAsync(work, log, stop.Token, finished: 6, stop));
        log.Results.Count.ShouldBeInRange(5, Evaluations - 1);
        (await SearchAsync(work, log, default)).ShouldBe(whole);
    }

    [Fact]
    public async Task Study_GoingOnWithoutTheWeights_IsOneClearLine()
    {
        var log = new MemoryStudyLog();
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(
            SearchAsync(new MemoryWorkLog(), log, stop.Token, finished: 6, stop));
        (await Should.ThrowAsync<SearchException>(SearchAsync(new MemoryWorkLog(), log, default)))
            .Message.ShouldContain("are not in the store");
    }

    [Fact]
    public void Find_MoreThanMemoryHolds_GivesWhatWasKept()
    {
        var weights = new WorkLogWeights(new MemoryWorkLog(), "test");
        Network[] networks = [.. Enumerable.Range(1, 80).Select(Perceptron)];
        foreach (Network network in networks)
            weights.Keep(network);
        foreach (Network network in networks.Concat(networks))
        {
            Network found = weights.Find(network.Graph.Key).ShouldNotBeNull();
            found.Weights["hidden.weight"].ToArray().ShouldBe(network.Weights["hidden.weight"].ToArray());
        }
        weights.Find("nobody").ShouldBeNull();
    }

    [Fact]
    public void Find_ADamagedRow_IsOneClearLine()
    {
        var work = new MemoryWorkLog();
        work.Finish(new WorkItem("key", "test-weights"), [1, 2, 3], default);
        Should.Throw<SearchException>(() => new WorkLogWeights(work, "test").Find("key")).Message
            .ShouldBe("The kept weights of key are damaged (3 bytes). Search anew in an empty folder.");
    }

    private static Network Perceptron(int width)
    {
        var builder = new GraphBuilder([2]);
        builder.Add("hidden", new Linear(width));
        builder.Add("logits", new Linear(2));
        return Network.From(builder.Build(), new InitializedWeights(), new Rng((ulong)width));
    }

    private static async Task<string> SearchAsync(
        IWorkLog work, IStudyLog log, CancellationToken cancellationToken, int finished = 0,
        CancellationTokenSource? stop = null)
    {
        Dataset digits = Digits.Load();
        Dataset train = digits.Subset([.. Enumerable.Range(0, 64)]);
        Dataset validation = digits.Subset([.. Enumerable.Range(64, 64)]);
        var space = new MorphismSpace(Start(digits), new() { EditsPerChild = 2 });
        var store = new WorkLogWeights(work, "test");
        var evaluator = new TrainedEvaluator(train, validation)
        {
            Weights = new InheritedWeights(store),
            Store = store,
            Epochs = stop is null ? null : new Stopper(finished, stop),
        };
        var strategy = new RegularizedEvolution<MorphGenotype, Score>(space, Ranking.ByScore, 3, 2);
        var plan = Study.Over(space).Using(strategy).JudgedBy(evaluator) with { Log = log, Window = 2 };
        var result = await plan.RunAsync(4, evaluations: Evaluations, cancellationToken: cancellationToken);
        return result.ReproducibilityHash;
    }

    private static ArchitectureGraph Start(Dataset data)
    {
        var builder = new GraphBuilder(data.SampleShape);
        builder.Add("conv", new Convolution(4, Kernel: 3));
        builder.Add("norm", new BatchNorm());
        builder.Add("relu", new Activation(ActivationFunction.Relu));
        builder.Add("pool", new GlobalAveragePool());
        builder.Add("logits", new Linear(data.Classes));
        return builder.Build();
    }

    private sealed class Stopper(int finished, CancellationTokenSource stop) : IProgress<CandidateEpoch>
    {
        private int _epochs;

        public void Report(CandidateEpoch value)
        {
            if (++_epochs == finished)
                stop.Cancel();
        }
    }
}
