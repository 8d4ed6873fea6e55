namespace Precocial.Tensors.Tests;

public sealed class TensorTests
{
    [Fact]
    public void From_CopiesItsValues()
    {
        float[] values = [1, 2, 3, 4];
        var tensor = Tensor.From(values, [2, 2]);
        values[0] = 9;

        tensor.ToArray().ShouldBe([1, 2, 3, 4]);
        (tensor.Count, tensor.RequiresGradient, tensor.Tape).ShouldBe((4, false, null));
    }

    [Fact]
    public void From_OfAnotherNumberOfValues_SaysSo() =>
        Should.Throw<ShapeException>(() => Tensor.From([1, 2, 3], [2, 2])).Message
            .ShouldBe("3 values cannot fill the shape [2, 2], which has 4.");

    [Fact]
    public void Zeros_AndFull_AreWhatTheySay()
    {
        Tensor.Zeros([3]).ToArray().ShouldBe([0, 0, 0]);
        Tensor.Full([2], 7).ToArray().ShouldBe([7, 7]);
    }

    [Fact]
    public void Detach_OfAComputedTensor_OutlivesTheReset()
    {
        using var tape = new Tape();
        var kept = (tape.Input(Tensor.From([1, 2], [2], requiresGradient: true)) * 2).Detach();
        tape.Reset();

        kept.ToArray().ShouldBe([2, 4]);
        kept.RequiresGradient.ShouldBeFalse();
    }

    [Fact]
    public unsafe void Memory_OfAnySize_IsAligned()
    {
        for (int count = 0; count < 70; count++)
            ((nint)Tensor.Zeros([count]).Pointer % 64).ShouldBe(0);
    }

    [Fact]
    public void Share_OfATensor_HasItsMemoryAndAGradientOfItsOwn()
    {
        var tensor = Tensor.From([1, 2], [2], requiresGradient: true);
        Tensor shared = tensor.Share(requiresGradient: true);
        using var tape = new Tape();
        tape.Backward((tape.Input(shared) * 3).Sum());
        tensor.Span[0] = 5;
        shared.Span[0].ShouldBe(5);
        shared.Gradient!.ToArray().ShouldBe([3, 3]);
        tensor.Gradient.ShouldBeNull();
        GradientSum.Add(tensor, [shared, shared]);
        tensor.Gradient!.ToArray().ShouldBe([6, 6]);
        Should.Throw<InvalidOperationException>(() => tape.Input(tensor).Share());
    }

    [Fact]
    public void TensorBlock_Take_GivesDisjointTensorsUntilItIsFull()
    {
        var block = new TensorBlock([[3], [2, 20]]);
        Tensor a = block.Take([3]), b = block.Take([2, 20], requiresGradient: true);
        a.Span.Fill(1);
        b.Span.Fill(2);
        a.ToArray().ShouldBe([1, 1, 1]);
        b.ToArray().ShouldAllBe(value => value == 2);
        b.RequiresGradient.ShouldBeTrue();
        Should.Throw<InvalidOperationException>(() => block.Take([1])).Message.ShouldContain("no room");
    }
}
