namespace Precocial.Tensors.Tests;

public sealed class LossTests : OperationTests
{
    [Fact]
    public void CrossEntropy_IsTheMeanOfMinusLogProbability()
    {
        // Probabilities 1/4, 3/4 and 1/2, 1/2.
        var logits = Of([2, 2], 0, MathF.Log(3), 1, 1);

        logits.CrossEntropy([1, 0]).Span[0].ShouldBe(-(MathF.Log(0.75f) + MathF.Log(0.5f)) / 2, 1e-6f);
    }

    [Fact]
    public void CrossEntropy_Smoothed_SpreadsTheTarget()
    {
        var logits = Of([1, 2], 0, MathF.Log(3));

        logits.CrossEntropy([1], labelSmoothing: 0.2f).Span[0]
            .ShouldBe(-(0.9f * MathF.Log(0.75f) + 0.1f * MathF.Log(0.25f)), 1e-6f);
    }

    [Fact]
    public void MeanSquaredError_IsTheMeanOfSquares() =>
        Of([2], 1, 5).MeanSquaredError(Of([2], 2, 2)).ToArray().ShouldBe([5]);

    [Fact]
    public void Dropout_Training_KeepsTheMeanAndTheShare()
    {
        var x = Of([10_000], [.. Enumerable.Repeat(1f, 10_000)]);
        float[] y = x.Dropout(0.25f, new Rng(1), training: true).ToArray();

        // 4 standard deviations of a share of 10,000: 4·√(0.25·0.75/10,000) = 0.0173.
        (y.Count(value => value == 0) / 10_000.0).ShouldBe(0.25, 0.0173);
        y.Where(value => value != 0).ShouldAllBe(value => Math.Abs(value - 4f / 3) < 1e-6f);
    }

    [Fact]
    public void Dropout_NotTraining_ReturnsItsInput()
    {
        var x = Counting([4]);

        x.Dropout(0.5f, rng: null, training: false).ShouldBeSameAs(x);
    }
}
