using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class RandomSearchConformanceTests : ScoreConformance
{
    protected override ISearchStrategy<ToyGenotype, Score> Create() =>
        new RandomSearch<ToyGenotype, Score>(Space, Ranking.ByScore);
}

public sealed class ShortlistConformanceTests : ScoreConformance
{
    protected override ISearchStrategy<ToyGenotype, Score> Create() => new Shortlist<ToyGenotype, Score>(
        [.. Enumerable.Range(0, 12).Select(i => Space.Sample(new Rng(5).Split((ulong)i)))], Ranking.ByScore);
}

public sealed class LocalSearchConformanceTests : ScoreConformance
{
    protected override ISearchStrategy<ToyGenotype, Score> Create() =>
        new LocalSearch<ToyGenotype, Score>(Space, Ranking.ByScore);
}

public sealed class RegularizedEvolutionConformanceTests : ScoreConformance
{
    protected override ISearchStrategy<ToyGenotype, Score> Create() =>
        new RegularizedEvolution<ToyGenotype, Score>(Space, Ranking.ByScore, population: 8, sample: 3);
}

public sealed class ReinforceConformanceTests : ScoreConformance
{
    protected override ISearchStrategy<ToyGenotype, Score> Create() =>
        new Reinforce<ToyGenotype>(Space, new CategoricalPolicy(seed: 3), new() { LearningRate = 0.1 });
}

public sealed class ReinforceInRoundsConformanceTests : ScoreConformance
{
    protected override ISearchStrategy<ToyGenotype, Score> Create() => new Reinforce<ToyGenotype>(
        Space, new LstmPolicy(new() { Units = 8 }, seed: 3),
        new() { SamplesPerStep = 3, EntropyWeight = 0.1 });
}

public sealed class ParetoEvolutionConformanceTests : ParetoConformance
{
    protected override ISearchStrategy<ToyGenotype, Objectives> Create() =>
        new RegularizedEvolution<ToyGenotype, Objectives>(Space, Ranking.ByPareto, population: 8, sample: 3);
}

public sealed class ParetoLocalSearchConformanceTests : ParetoConformance
{
    protected override ISearchStrategy<ToyGenotype, Objectives> Create() =>
        new LocalSearch<ToyGenotype, Objectives>(Space, Ranking.ByPareto);
}

public sealed class PredictorGuidedConformanceTests : ScoreConformance
{
    protected override ISearchStrategy<ToyGenotype, Score> Create() => new PredictorGuided<ToyGenotype, Score>(
        Space, Ranking.ByScore, new KernelRidgePredictor(), new() { RoundSize = 4 });
}

public sealed class ParetoPredictorGuidedConformanceTests : ParetoConformance
{
    protected override ISearchStrategy<ToyGenotype, Objectives> Create() =>
        new PredictorGuided<ToyGenotype, Objectives>(
            Space, Ranking.ByPareto, new KernelRidgePredictor(), new() { RoundSize = 4 });
}

public abstract class ScoreConformance : StrategyConformance<Score>
{
    protected override Score FeedbackFor(ToyGenotype genotype) => new(genotype.Value);
}

public abstract class ParetoConformance : StrategyConformance<Objectives>
{
    protected override Objectives FeedbackFor(ToyGenotype genotype) =>
        new([genotype.Value, -Space.Decode(genotype).Parameters]);
}

public sealed class NeuroEvolutionConformanceTests : ScoreConformance
{
    protected override ISearchStrategy<ToyGenotype, Score> Create() =>
        new NeuroEvolution<ToyGenotype, Score>(
            Space, Ranking.ByScore, new() { Population = 8, TournamentSize = 2 });
}

public sealed class ParetoNeuroEvolutionConformanceTests : ParetoConformance
{
    protected override ISearchStrategy<ToyGenotype, Objectives> Create() =>
        new NeuroEvolution<ToyGenotype, Objectives>(
            Space, Ranking.ByPareto, new() { Population = 8, TournamentSize = 2 });
}
