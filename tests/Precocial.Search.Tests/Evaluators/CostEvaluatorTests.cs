using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class CostEvaluatorTests
{
    private readonly ToySpace _space = new();
    private readonly ErraticEvaluator _accuracy = new() { Judge = (_, _) => 0.9 };

    [Fact]
    public async Task EvaluateAsync_AllObjectives_CostsAreNegated()
    {
        var evaluator = new CostEvaluator(
            _accuracy, Objective.Accuracy, Objective.Parameters, Objective.Flops, Objective.Latency);
        var graph = _space.Decode(_space.Parse("d0=3 d1=3 d2=3 d3=3"));
        var values = (await evaluator.EvaluateAsync(graph, new(1), new Rng(0), default)).Values;
        values[0].ShouldBe(0.9);
        values[1].ShouldBe(-86);
        values[2].ShouldBe(-graph.Flops);
        values[3].ShouldBe(-1000 * new LatencyModel().Seconds(graph));
    }

    [Fact]
    public async Task EvaluateAsync_CostsAlone_NeverTrains()
    {
        var evaluator = new CostEvaluator(_accuracy, Objective.Flops);
        await evaluator.EvaluateAsync(_space.Decode(_space.Sample(new Rng(1))), new(1), new Rng(0), default);
        _accuracy.Calls.ShouldBe(0);
    }

    [Fact]
    public void LatencyModel_LargerNetwork_TakesLonger()
    {
        var model = new LatencyModel();
        double small = model.Seconds(_space.Decode(_space.Parse("d0=0 d1=0 d2=0 d3=0")));
        double large = model.Seconds(_space.Decode(_space.Parse("d0=3 d1=3 d2=3 d3=3")));
        small.ShouldBeGreaterThan(5 * model.SecondsPerNode);
        large.ShouldBeGreaterThan(small);
    }

    [Fact]
    public void Constructor_NoneOrTwice_SaysSo()
    {
        Should.Throw<ArgumentException>(() => new CostEvaluator(_accuracy))
            .Message.ShouldContain("but they are: none.");
        Should.Throw<ArgumentException>(() => new CostEvaluator(_accuracy, Objective.Flops, Objective.Flops));
    }

    [Fact]
    public async Task RunAsync_TwoObjectives_FindsTheWholeFront()
    {
        var value = new ErraticEvaluator { Judge = (graph, _) => graph.Shapes[1][0] };
        var evaluator = new CostEvaluator(value, Objective.Accuracy, Objective.Parameters);
        var evolution = new RegularizedEvolution<ToyGenotype, Objectives>(
            _space, Ranking.ByPareto, population: 20, sample: 4);
        var study = await Study.Over(_space).Using(evolution).JudgedBy(evaluator)
            .RunAsync(seed: 1, evaluations: 400);
        var front = ParetoFront<Trial<ToyGenotype, Objectives>>.Of(study.Trials, t => t.Feedback);
        // First widths 4, 3, 2, 1 with everything after them as narrow as can be.
        front.Members.Select(t => t.Feedback.Values[0]).ShouldBe([4, 3, 2, 1]);
        front.Members.ShouldAllBe(t => t.Genotype.Choices[1] == 0 && t.Genotype.Choices[2] == 0);
        study.Best.Feedback.Values[0].ShouldBe(4);
    }
}
