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
}
