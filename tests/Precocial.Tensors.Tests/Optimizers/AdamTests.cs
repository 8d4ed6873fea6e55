namespace Precocial.Tensors.Tests;

public sealed class AdamTests
{
    [Fact]
    public void Step_First_MovesByTheRate()
    {
        // m̂ = g and v̂ = g², so that the step is rate·g/(|g| + ε), whatever the size of g.
        var w = Parameter.WithGradient(1, 0.003f);

        new Adam([w], learningRate: 0.1f).Step();

        w.Span[0].ShouldBe(0.9f, 1e-5f);
    }

    [Fact]
    public void Step_Second_FollowsTheBiasCorrectedMoments()
    {
        // g = 0.5, then −0.25: m = 0.9·0.05 − 0.025 = 0.02, m̂ = 0.02/0.19;
        // v = 0.999·0.00025 + 0.0000625 = 0.00031225, v̂ = v/0.001999; w = 0.9 − 0.1·0.105263/0.395227.
        var w = Parameter.WithGradient(1, 0.5f);
        var optimizer = new Adam([w], learningRate: 0.1f);
        optimizer.Step();
        optimizer.ClearGradients();
        Parameter.AddGradient(w, -0.25f);

        optimizer.Step();

        w.Span[0].ShouldBe(0.9f - 0.1f * 0.1052632f / 0.3952268f, 1e-5f);
    }

    [Fact]
    public void Step_WithWeightDecay_AddsItToTheGradient()
    {
        // The penalty's sign decides the step: g + decay·w = −0.1 + 0.2·1 = 0.1.
        var w = Parameter.WithGradient(1, -0.1f);

        new Adam([w], learningRate: 0.1f, weightDecay: 0.2f).Step();

        w.Span[0].ShouldBe(0.9f, 1e-5f);
    }

    [Fact]
    public void AdamW_WithWeightDecay_ShrinksTheWeightItself()
    {
        // w·(1 − 0.1·0.2) = 0.98, then a step of −0.1 in the direction of the gradient alone.
        var w = Parameter.WithGradient(1, -0.1f);

        new AdamW([w], learningRate: 0.1f, weightDecay: 0.2f).Step();

        w.Span[0].ShouldBe(1.08f, 1e-5f);
    }

    [Fact]
    public void State_CopiedToAnother_ContinuesTheSame()
    {
        var first = Parameter.WithGradient(1, 0.5f);
        var optimizer = new AdamW([first], learningRate: 0.1f);
        optimizer.Step();
        var second = Parameter.WithGradient(first.Span[0], 0.5f);
        var resumed = new AdamW([second], learningRate: 0.1f);
        for (int i = 0; i < optimizer.State.Count; i++)
            optimizer.State[i].Span.CopyTo(resumed.State[i].Span);

        optimizer.Step();
        resumed.Step();

        second.Span[0].ShouldBe(first.Span[0]);
        resumed.State[^1].Span[0].ShouldBe(2);
    }
}
