namespace Precocial.Tensors.Tests;

public sealed class MatMulTests : OperationTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void MatMul_OfABatch_EqualsTheDefinition(bool transposeA, bool transposeB)
    {
        var a = Normal(transposeA ? [2, 5, 3] : [2, 3, 5]);
        var b = Normal(transposeB ? [2, 4, 5] : [2, 5, 4], 2);

        var y = a.MatMul(b, transposeA, transposeB);

        Each(y, (n, i, j) => Sum(5, k =>
            (transposeA ? At(a, n, k, i) : At(a, n, i, k))
            * (double)(transposeB ? At(b, n, j, k) : At(b, n, k, j))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void MatMul_WithOneMatrixForTheBatch_EqualsTheDefinition(bool transposeA)
    {
        var a = Normal(transposeA ? [2, 5, 3] : [2, 3, 5]);
        var b = Normal([5, 4], 2);

        var y = a.MatMul(b, transposeA);

        Each(y, (n, i, j) =>
            Sum(5, k => (transposeA ? At(a, n, k, i) : At(a, n, i, k)) * (double)At(b, k, j)));
    }

    [Fact]
    public void Linear_OverTheLastAxis_EqualsTheDefinition()
    {
        Tensor x = Normal([2, 3, 5]), weight = Normal([4, 5], 2), bias = Normal([4], 3);

        Each(x.Linear(weight, bias), (n, i, j) =>
            At(bias, j) + Sum(5, k => At(x, n, i, k) * (double)At(weight, j, k)));
    }
}
