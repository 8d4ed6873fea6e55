namespace Precocial.Tensors.Tests;

public sealed class SgdTests
{
    [Fact]
    public void Step_WithoutMomentum_MovesAgainstTheGradient()
    {
        var w = Parameter.WithGradient(1, 0.5f);

        new Sgd([w], learningRate: 0.1f).Step();

        w.Span[0].ShouldBe(0.95f, 1e-6f);
    }

    [Fact]
    public void Step_WithMomentum_AddsUpVelocity()
    {
        // v = 0.5, then 0.9·0.5 + 0.5 = 0.95; w = 1 − 0.05 − 0.095.
        var w = Parameter.WithGradient(1, 0.5f);
        var optimizer = new Sgd([w], learningRate: 0.1f, momentum: 0.9f);

        optimizer.Step();
        optimizer.Step();

        w.Span[0].ShouldBe(0.855f, 1e-6f);
        optimizer.State[0].Span[0].ShouldBe(0.95f, 1e-6f);
    }

    [Fact]
    public void Step_WithNesterov_LooksAhead()
    {
        // v = 0.5, w = 1 − 0.1·(0.5 + 0.9·0.5) = 0.905; v = 0.95, w = 0.905 − 0.1·(0.5 + 0.9·0.95).
        var w = Parameter.WithGradient(1, 0.5f);
        var optimizer = new Sgd([w], learningRate: 0.1f, momentum: 0.9f, nesterov: true);

        optimizer.Step();
        optimizer.Step();

        w.Span[0].ShouldBe(0.7695f, 1e-6f);
    }

    [Fact]
    public void Step_WithWeightDecay_AddsItToTheGradient()
    {
        var w = Parameter.WithGradient(2, 0.5f);

        new Sgd([w], learningRate: 0.1f, weightDecay: 0.01f).Step();

        w.Span[0].ShouldBe(2 - 0.1f * (0.5f + 0.02f), 1e-6f);
    }

    [Fact]
    public void Step_WithoutAGradient_LeavesTheParameter()
    {
        var w = Tensor.Full([3], 1, requiresGradient: true);

        new Sgd([w], learningRate: 0.1f, momentum: 0.9f, weightDecay: 0.1f).Step();

        w.ToArray().ShouldBe([1, 1, 1]);
    }

    [Fact]
    public void Constructor_WithATensorThatRequiresNoGradient_SaysSo()
    {
        var error = Should.Throw<ArgumentException>(() => new Sgd([Tensor.Zeros([2, 3])],
            learningRate: 0.1f));

        error.Message.ShouldStartWith("Parameters are free-standing tensors that require a gradient, but "
            + "one of shape [2, 3] is not. Create it with requiresGradient: true.");
    }

    [Fact]
    public void ClearGradients_BeforeABackwardPass_StartsFromZero()
    {
        var w = Parameter.WithGradient(1, 0.5f);
        var optimizer = new Sgd([w], learningRate: 0.1f);

        optimizer.ClearGradients();
        w.Gradient.ShouldBeNull();
        Parameter.AddGradient(w, 0.25f);

        w.Gradient!.Span[0].ShouldBe(0.25f);
    }
}
