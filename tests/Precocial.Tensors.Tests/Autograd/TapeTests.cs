namespace Precocial.Tensors.Tests;

public sealed class TapeTests
{
    [Fact]
    public void Backward_AddsToParametersAndInputs()
    {
        var x = Tensor.From([1, 2], [2], requiresGradient: true);
        var w = Tensor.From([3, 5], [2], requiresGradient: true);
        using var tape = new Tape();

        tape.Backward((tape.Input(x) * w).Sum());

        x.Gradient!.ToArray().ShouldBe([3, 5]);
        w.Gradient!.ToArray().ShouldBe([1, 2]);
    }

    [Fact]
    public void Backward_OfTwoLosses_AddsTheirGradients()
    {
        var w = Tensor.From([1, 2], [2], requiresGradient: true);
        using var tape = new Tape();
        var x = tape.Input(w);

        tape.Backward((x * 3).Sum());
        tape.Backward((x * x).Sum());

        w.Gradient!.ToArray().ShouldBe([5, 7]);
    }

    [Fact]
    public void Backward_Twice_LeavesTheResultsReadable()
    {
        using var tape = new Tape();
        var y = tape.Input(Tensor.From([1, -2], [2], requiresGradient: true)).Relu();
        var loss = y.Sum();

        tape.Backward(loss);
        tape.Backward(loss);

        y.ToArray().ShouldBe([1, 0]);
        loss.ToArray().ShouldBe([1]);
    }

    [Fact]
    public void Span_AfterReset_SaysWhatHappened()
    {
        using var tape = new Tape();
        var y = tape.Input(Tensor.Zeros([2, 3])).Relu();
        tape.Reset();

        Should.Throw<InvalidOperationException>(() => y.ToArray()).Message.ShouldBe(
            "A tensor of shape [2, 3] was used after its tape was reset, which took its memory back. Read "
            + "it before Tape.Reset, or keep a copy with Detach.");
        Should.Throw<InvalidOperationException>(() => y.Relu());
        Should.Throw<InvalidOperationException>(() => tape.Input(Tensor.Zeros([3])).Add(y));
        Should.Throw<InvalidOperationException>(() => tape.Backward(y.Sum()));
    }

    [Fact]
    public void Operation_WithoutATape_SaysHowToGetOne() =>
        Should.Throw<InvalidOperationException>(() => Tensor.Zeros([2]).Relu()).Message.ShouldBe(
            "Relu: no operand is on a tape, so there is none to compute on. Put one there first: "
            + "tape.Input(x).");

    [Fact]
    public void Operation_OnTwoTapes_IsRefused()
    {
        using Tape one = new(), other = new();
        Tensor x = one.Input(Tensor.Zeros([2])), y = other.Input(Tensor.Zeros([2]));

        Should.Throw<InvalidOperationException>(() => x.Add(y)).Message.ShouldBe(
            "Add: the operands were computed on two tapes. Compute on one, or bring a copy over with "
            + "tape.Input(x.Detach()).");
    }

    [Fact]
    public void Input_OfAComputedTensor_IsRefused()
    {
        using var tape = new Tape();
        var y = tape.Input(Tensor.Zeros([2])).Relu();

        Should.Throw<ArgumentException>(() => tape.Input(y)).Message.ShouldStartWith("Input: the tensor was "
            + "computed on a tape");
    }

    [Fact]
    public void Backward_FromMoreThanOneNumber_IsRefused()
    {
        using var tape = new Tape();
        var y = tape.Input(Tensor.Zeros([2], requiresGradient: true)).Relu();

        Should.Throw<ShapeException>(() => tape.Backward(y)).Message.ShouldBe(
            "Backward: the loss must be one number, but its shape is [2]. Reduce it first, with Mean or "
            + "Sum.");
    }

    [Fact]
    public void Backward_WithoutRecording_IsRefused()
    {
        using var tape = new Tape(recording: false);
        var loss = tape.Input(Tensor.Zeros([2], requiresGradient: true)).Sum();

        Should.Throw<InvalidOperationException>(() => tape.Backward(loss))
            .Message.ShouldStartWith("Backward: the loss depends on nothing that requires a gradient");
    }

    [Fact]
    public void Backward_OfAnotherTapesLoss_IsRefused()
    {
        using Tape one = new(), other = new();
        var loss = one.Input(Tensor.Zeros([2], requiresGradient: true)).Sum();

        Should.Throw<InvalidOperationException>(() => other.Backward(loss)).Message.ShouldBe(
            "Backward: the loss was not computed on this tape. Use loss.Tape.");
    }

    [Fact]
    public void Operations_OnInputsThatRequireNoGradient_AreNotRecorded()
    {
        using var tape = new Tape();

        tape.Input(Tensor.Zeros([2, 2])).Relu().MatMul(Tensor.Zeros([2, 2])).RequiresGradient.ShouldBeFalse();

        tape.Operations.Length.ShouldBe(0);
    }
}
