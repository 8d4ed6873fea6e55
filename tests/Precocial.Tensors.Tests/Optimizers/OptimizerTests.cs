namespace Precocial.Tensors.Tests;

public sealed class OptimizerTests
{
    // More than two items of streaming work, and a rest.
    private const int Count = 70_001;

    [Theory]
    [InlineData("sgd")]
    [InlineData("momentum")]
    [InlineData("adam")]
    [InlineData("adamw")]
    public void Step_AnyNumberOfThreads_GivesTheSameBytes(string name)
    {
        using var workers = new WorkerPool(3);
        AfterTwoSteps(name, workers).ShouldBe(AfterTwoSteps(name, workers: null));
    }

    private static float[] AfterTwoSteps(string name, WorkerPool? workers)
    {
        Tensor parameter = Numbers(seed: 1);
        using (var tape = new Tape())
            tape.Backward((tape.Input(parameter) * tape.Input(Numbers(seed: 2))).Sum());
        Optimizer optimizer = name switch
        {
            "sgd" => new Sgd([parameter], 0.1f, weightDecay: 0.1f) { Workers = workers },
            "momentum" => new Sgd([parameter], 0.1f, momentum: 0.9f) { Workers = workers },
            "adam" => new Adam([parameter], weightDecay: 0.1f) { Workers = workers },
            _ => new AdamW([parameter]) { Workers = workers },
        };
        optimizer.Step();
        optimizer.Step();
        return parameter.ToArray();
    }

    private static Tensor Numbers(ulong seed)
    {
        var rng = new Rng(seed);
        var tensor = Tensor.Zeros([Count], requiresGradient: true);
        foreach (ref float value in tensor.Span)
            value = (float)rng.NextNormal();
        return tensor;
    }
}
