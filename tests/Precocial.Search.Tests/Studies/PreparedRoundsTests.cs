using Precocial.Architectures;
using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class PreparedRoundsTests
{
    [Fact]
    public async Task RunAsync_NetworkProposedInTwoRounds_IsJudgedWithTheWeightsOfEach()
    {
        var weights = new CountingWeights();
        var result = await PlanOf(weights, new OneNetwork()).RunAsync(seed: 1, rounds: 5);
        result.Trials.Select(t => t.Feedback.Value).ShouldBe([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
        result.Trials.Select(t => t.Fidelity).Distinct().Count().ShouldBe(5);
        result.Best.Feedback.Value.ShouldBe(5);
    }

    [Fact]
    public async Task RunAsync_PreparedRounds_TellsAllResultsBeforeItAsks()
    {
        var strategy = new OneNetwork();
        await PlanOf(new CountingWeights(), strategy).RunAsync(seed: 1, rounds: 4);
        strategy.ToldWhenAsked.ShouldBe([0, 2, 4, 6]);
    }

    [Fact]
    public async Task RunAsync_AfterACrash_RestoresAndPreparesOnlyWhatIsNew()
    {
        var log = new MemoryStudyLog();
        var first = new CountingWeights();
        await (PlanOf(first, new OneNetwork()) with { Log = log }).RunAsync(seed: 1, rounds: 4);
        var second = new CountingWeights();
        var resumed = await (PlanOf(second, new OneNetwork()) with { Log = log }).RunAsync(seed: 1, rounds: 6);
        second.Prepared.ShouldBe(2);
        var whole = await PlanOf(new CountingWeights(), new OneNetwork()).RunAsync(seed: 1, rounds: 6);
        resumed.ReproducibilityHash.ShouldBe(whole.ReproducibilityHash);
    }

    [Fact]
    public async Task RunAsync_WithoutAState_PreparesTheRecordedRoundsAgain()
    {
        var log = new MemoryStudyLog();
        await (PlanOf(new CountingWeights { Saves = false }, new OneNetwork()) with { Log = log })
            .RunAsync(seed: 1, rounds: 4);
        var second = new CountingWeights { Saves = false };
        var resumed = await (PlanOf(second, new OneNetwork()) with { Log = log }).RunAsync(seed: 1, rounds: 6);
        second.Prepared.ShouldBe(6);
        resumed.Trials[^1].Feedback.Value.ShouldBe(6);
    }

    [Fact]
    public async Task RunAsync_GenotypesWithTheirOwnBudget_JudgesOneNetworkOncePerBudget()
    {
        var evaluator = new BudgetEvaluator();
        var plan = Study.Over(new BudgetedSpace()).Using(new RandomSearch<ToyGenotype, Score>(
            new BudgetedSpace(), Ranking.ByScore)).JudgedBy(evaluator) with
        { Window = 1 };
        var result = await plan.RunAsync(seed: 3, evaluations: 40);
        foreach (var trial in result.Trials)
            trial.Feedback.Value.ShouldBe(1 + trial.Genotype.Choices[0]);
        result.Trials.Select(t => t.Fidelity).Distinct().Order()
            .ShouldBe(["epochs-1", "epochs-2", "epochs-3", "epochs-4"]);
    }

    private static StudyPlan<ToyGenotype, Score> PlanOf(CountingWeights weights, OneNetwork strategy) =>
        Study.Over(new ToySpace()).Using(strategy).JudgedBy(weights);

    /// <summary>Scores are how often the weights were prepared.</summary>
    private sealed class CountingWeights : IEvaluator<Score>
    {
        private int _trained;

        public bool Saves { get; init; } = true;

        public int Prepared { get; private set; }

        public string Provenance => "counting";

        public bool PreparesRounds => true;

        public Task PrepareAsync(
            IEnumerable<ArchitectureGraph> proposals, Rng rng, CancellationToken cancellationToken)
        {
            _trained++;
            Prepared++;
            return Task.CompletedTask;
        }

        public byte[]? Save() => Saves ? [(byte)_trained] : null;

        public void Restore(ReadOnlySpan<byte> state) => _trained = state[0];

        public Task<Score> EvaluateAsync(
            ArchitectureGraph graph, Budget budget, Rng rng, CancellationToken cancellationToken) =>
            Task.FromResult(new Score(_trained));
    }

    /// <summary>Asks for the same network twice a round.</summary>
    private sealed class OneNetwork : ISearchStrategy<ToyGenotype, Score>
    {
        private readonly ToyGenotype _network = new ToySpace().Sample(new Rng(1));
        private int _told;

        public List<int> ToldWhenAsked { get; } = [];

        public ToyGenotype Best => _network;

        public IReadOnlyList<ToyGenotype> Ask(Rng rng)
        {
            ToldWhenAsked.Add(_told);
            return [_network, _network];
        }

        public void Tell(IReadOnlyList<Trial<ToyGenotype, Score>> round) => _told += round.Count;
    }

    /// <summary>Scores are the epochs allowed.</summary>
    private sealed class BudgetEvaluator : IEvaluator<Score>
    {
        public string Provenance => "budget";

        public Task<Score> EvaluateAsync(
            ArchitectureGraph graph, Budget budget, Rng rng, CancellationToken cancellationToken) =>
            Task.FromResult(new Score(budget.Epochs));
    }

    /// <summary>The first decision is the budget, and no part of the network.</summary>
    private sealed class BudgetedSpace : ISearchSpace<ToyGenotype>
    {
        private readonly ToySpace _toys = new();

        public ToyGenotype Sample(Rng rng) => _toys.Sample(rng);

        public ArchitectureGraph Decode(ToyGenotype genotype) =>
            _toys.Decode(new ToyGenotype([0, .. genotype.Choices.Skip(1)]));

        public Budget BudgetOf(ToyGenotype genotype, Budget usual) => new(1 + genotype.Choices[0]);

        public string Encode(ToyGenotype genotype) => _toys.Encode(genotype);

        public ToyGenotype Parse(string text) => _toys.Parse(text);
    }
}
