namespace Precocial.Tensors.Tests;

public sealed class TrainingTests
{
    [Fact]
    public void Training_OfASmallNetwork_LearnsItsBatchByHeart()
    {
        using var run = new TrainingRun();
        float first = run.Step(), last = first;
        for (int step = 0; step < 60; step++)
            last = run.Step();

        // Chance is ln 5 = 1.61; label smoothing by 0.1 leaves at least 0.56.
        first.ShouldBeGreaterThan(1.2f);
        last.ShouldBeLessThan(0.9f);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Training_WithMoreThreads_LeavesTheSameBytes(int threads)
    {
        using var pool = new WorkerPool(threads);
        using TrainingRun alone = new(), shared = new(pool);
        for (int step = 0; step < 3; step++)
        {
            alone.Step();
            shared.Step();
        }

        shared.State.ShouldBe(alone.State);
    }

    [Fact]
    public void Training_ForAThousandSteps_TakesNoMoreMemory()
    {
        using var tape = new Tape();
        var w = Tensor.Full([32, 32], 0.1f, requiresGradient: true);
        var x = Tensor.Full([8, 32], 1);
        var optimizer = new Adam([w]);
        long bytes = 0;
        for (int step = 0; step < 1000; step++)
        {
            optimizer.ClearGradients();
            tape.Backward(tape.Input(x).MatMul(w).Relu().MatMul(w).Tanh().Mean());
            optimizer.Step();
            tape.Reset();
            if (step == 0)
                bytes = tape.Bytes;
        }

        tape.Bytes.ShouldBe(bytes);
    }

    [Fact]
    public void Training_OfTheConvolutionalNetwork_TakesNoMoreMemoryAfterTheFirstStep()
    {
        using var run = new TrainingRun();
        run.Step();
        long bytes = run.Tape.Bytes;
        for (int step = 0; step < 4; step++)
            run.Step();

        run.Tape.Bytes.ShouldBe(bytes);
    }

    [Fact]
    public void Step_OfTinyOperations_AllocatesLittleManagedMemory()
    {
        using var tape = new Tape();
        var w = Tensor.Full([8, 8], 0.1f, requiresGradient: true);
        var x = Tensor.Full([1, 8], 1);
        void Step()
        {
            var y = tape.Input(x);
            for (int i = 0; i < 100; i++)
                y = y.MatMul(w).Relu();
            tape.Backward(y.Sum());
            tape.Reset();
            w.ClearGradient();
        }
        Step();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Step();

        // A tensor and an operation each, some 300 bytes; nothing that grows with the number of elements.
        ((GC.GetAllocatedBytesForCurrentThread() - before) / 200).ShouldBeLessThan(320);
    }
}
