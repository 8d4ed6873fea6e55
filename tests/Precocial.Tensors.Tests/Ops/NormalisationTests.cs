namespace Precocial.Tensors.Tests;

public sealed class NormalisationTests : OperationTests
{
    private readonly Tensor _scale = Tensor.From([1, 2], [2]), _bias = Tensor.From([0, 5], [2]);
    private readonly Tensor _mean = Tensor.From([10, 20], [2]), _variance = Tensor.From([4, 9], [2]);

    [Fact]
    public void BatchNorm_Training_NormalisesByTheBatchAndMovesTheRunningStatistics()
    {
        // Channel 0 is 1 and 3: mean 2, variance 1, unbiased 2. Channel 1 is 0 and 4: mean 2, variance 4,
        // unbiased 8.
        var y = Of([2, 2], 1, 0, 3, 4).BatchNorm(
            _scale, _bias, _mean, _variance, training: true, momentum: 0.5f, epsilon: 0);

        Close(y, -1, 3, 1, 7);
        Close(_mean, 6, 11);
        Close(_variance, 3, 8.5f);
    }

    [Fact]
    public void BatchNorm_NotTraining_UsesTheRunningStatistics()
    {
        var y = Of([1, 2], 12, 14).BatchNorm(
            _scale, _bias, _mean, _variance, training: false, epsilon: 0);

        Close(y, 1, 1);
        Close(_mean, 10, 20);
    }

    [Fact]
    public void BatchNormRelu_EqualsTheTwoOneAfterTheOther()
    {
        Tensor x = Normal([4, 2, 3, 3]), bias = Tensor.From([0.5f, -0.5f], [2]);

        Close(x.BatchNormRelu(_scale, bias, null, null, training: true),
            x.BatchNorm(_scale, bias, null, null, training: true).Relu().ToArray());
    }

    [Fact]
    public void LayerNorm_NormalisesEachRow() =>
        Close(Of([2, 2], 1, 3, 10, 20).LayerNorm(_scale, _bias, epsilon: 0), -1, 7, -1, 7);

    [Fact]
    public void Softmax_OfARow_AddsUpToOne() =>
        Close(Of([1, 3], 0, MathF.Log(2), MathF.Log(5)).Softmax(), 0.125f, 0.25f, 0.625f);

    [Fact]
    public void LogSoftmax_OfLargeNumbers_DoesNotOverflow() =>
        Close(Of([1, 2], 1000, 1000 + MathF.Log(3)).LogSoftmax(), MathF.Log(0.25f), MathF.Log(0.75f));

    private static void Close(Tensor y, params float[] expected)
    {
        for (int i = 0; i < expected.Length; i++)
            y.Span[i].ShouldBe(expected[i], 2e-4f, $"element {i}");
    }
}
