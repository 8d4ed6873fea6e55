using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class SupernetTrainingTests
{
    [Fact]
    public void Run_UniformPaths_NetworksNeverDrawnClassifyDigits()
    {
        double untrained = MeanAccuracy(new SupernetWeights(seed: 3));
        double trained = MeanAccuracy(DigitsSupernet.Trained.Value.Weights);
        untrained.ShouldBeLessThan(0.25);
        trained.ShouldBeGreaterThan(untrained + 0.3);
    }

    [Fact]
    public void Run_OneOrTwoThreads_SameBytes()
    {
        using var two = new WorkerPool(threads: 2);
        StateAfter(steps: 6, two).ShouldBe(StateAfter(steps: 6, workers: null));
    }

    [Fact]
    public void Restore_InTheMiddle_GoesOnToTheSameBytes()
    {
        using var first = DigitsSupernet.Training(steps: 8);
        Run(first, 4);
        byte[] middle = first.Save();
        Run(first, 4);
        using var second = DigitsSupernet.Training(steps: 8);
        Run(second, 1);
        second.Restore(middle);
        second.Step.ShouldBe(4);
        Run(second, 4);
        second.Save().ShouldBe(first.Save());
        second.TrainingFlops.ShouldBe(first.TrainingFlops);
    }

    [Fact]
    public void Run_GivenNetworks_LeavesTheTensorsOfOthersAlone()
    {
        using var training = DigitsSupernet.Training(steps: 10);
        ArchitectureGraph[] networks = DigitsSupernet.Unseen(2);
        training.Run([networks[0]]);
        training.Run([networks[1]]);
        var before = training.Weights.Store.Tensors
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
        training.Run([networks[0]]);
        var used = training.Weights.Provide(networks[0], new Rng(0)).ToHashSet();
        training.Weights.Store.Tensors.Values.Count(tensor => !used.Contains(tensor)).ShouldBeGreaterThan(10);
        foreach ((string key, Tensor tensor) in training.Weights.Store.Tensors)
            tensor.ToArray().SequenceEqual(before[key]).ShouldBe(!used.Contains(tensor), key);
    }

    [Fact]
    public void Run_OneNetworkAndOneShard_IsAStepOfPlainTraining()
    {
        DataSplit split = DigitsSupernet.Split;
        var rate = new ConstantSchedule(0.1f);
        var settings = new SupernetTrainingSettings { Steps = 1, Shards = 1, Rate = rate };
        ArchitectureGraph graph = DigitsSupernet.Unseen(1)[0];
        using var training = new SupernetTraining(
            new SupernetWeights(seed: 3), split.Train, settings, seed: 5);
        var plain = Network.From(graph, training.Weights, new Rng(0)).Copy();
        training.Run([graph]);

        var samples = new SampleStream(split.Train, 32, Augmentation.None, new Rng(5).Split("samples"));
        samples.Draw(0);
        using var tape = new Tape();
        tape.Backward(plain.Forward(tape.Input(samples.Inputs), new(Training: true))
            .CrossEntropy(samples.Labels));
        GradientClipping.ByNorm(plain.Parameters, 5);
        new Sgd(plain.Parameters, 0.1f, 0.9f, nesterov: true, 1e-4f).Step();

        IReadOnlyList<Tensor> shared = training.Weights.Provide(graph, new Rng(0));
        foreach ((Tensor mine, Tensor theirs) in shared.Zip(plain.Weights.Values))
            mine.ToArray().ShouldBe(theirs.ToArray());
    }

    [Fact]
    public void Run_HugeRate_SaysWhatToLower()
    {
        using var training = new SupernetTraining(new SupernetWeights(seed: 3), DigitsSupernet.Split.Train,
            new() { Steps = 50, Rate = new ConstantSchedule(1e30f), ClipNorm = 0 }, seed: 5);
        var error = Should.Throw<DivergenceException>(() => Run(training, 50));
        error.Message.ShouldContain("Lower the learning rate");
    }

    [Fact]
    public void Restore_Damaged_IsOneClearLine()
    {
        using var training = DigitsSupernet.Training(steps: 8);
        Run(training, 1);
        byte[] state = training.Save();
        Should.Throw<FormatException>(() => training.Restore(state.AsSpan(0, state.Length - 1)));
        Should.Throw<FormatException>(() => training.Restore([1, 2, 3]));
    }

    private static void Run(SupernetTraining training, int steps)
    {
        for (int step = 0; step < steps; step++)
            training.Run(DigitsSupernet.Draw);
    }

    private static byte[] StateAfter(int steps, WorkerPool? workers)
    {
        using var training = DigitsSupernet.Training(steps, workers);
        Run(training, steps);
        return training.Save();
    }

    private static double MeanAccuracy(IWeightSource weights) => DigitsSupernet.Unseen(10).Average(graph =>
        Evaluation.Accuracy(Network.From(graph, weights, new Rng(0)), DigitsSupernet.Split.Validation,
            statistics: Statistics.Batch));
}
