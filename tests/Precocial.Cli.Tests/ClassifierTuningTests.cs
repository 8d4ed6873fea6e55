using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Cli.Tests;

public sealed class ClassifierTuningTests
{
    private static readonly DataTask s_digits = DataTask.Of("digits", Digits.Load(), seed: 1);
    private static readonly NeuronWiring s_wiring = Grown(mutations: 80);

    [Fact]
    public void Run_NetworkThatWasNotSelected_AnswersFarMoreTestDigitsThanWithOneWeight()
    {
        using var workers = new WorkerPool(1);
        ClassifierJudge test = s_digits.JudgeOn(s_digits.Test, workers);
        var program = new NeuronProgram(s_wiring);
        double shared = ClassifierRegimes.BestShared(s_digits.JudgeOn(s_digits.Train, workers), s_wiring);
        ClassifierTuning tuning = Tuning(shared, epochs: 12);
        tuning.Run(new MemorySearchStore(), _ => { }, default);
        double before = test.Accuracy(test.Logits(program, shared)).Value;
        test.Accuracy(test.Logits(program, tuning.Weights)).Value.ShouldBeGreaterThan(before + 0.5);
    }

    [Fact]
    public void Run_StoppedAndGoneOnWith_EndsWithTheSameWeights()
    {
        ClassifierTuning whole = Tuning(0.5, epochs: 3);
        whole.Run(new MemorySearchStore(), _ => { }, default);
        var store = new MemorySearchStore();
        using var stop = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(
            () => Tuning(0.5, epochs: 3).Run(store, _ => stop.Cancel(), stop.Token));
        ClassifierTuning rest = Tuning(0.5, epochs: 3);
        rest.Run(store, _ => { }, default);
        rest.Weights.ShouldBe(whole.Weights);
    }

    private static NeuronWiring Grown(int mutations)
    {
        var space = new WeightlessSpace(64, 10, WeightlessSpace.ClassifierFunctions)
        {
            InitialConnections = 0.25,
        };
        var rng = new Rng(2);
        WeightlessGenome genome = space.Sample(rng);
        for (int i = 0; i < mutations; i++)
            genome = space.Mutate(genome, rng);
        return space.Wiring(genome);
    }

    private static ClassifierTuning Tuning(double weight, int epochs) => new(
        s_digits, s_wiring, [.. Enumerable.Repeat(weight, s_wiring.Connections)], epochs, rate: null,
        new Rng(3), WorkerPool.None);
}
