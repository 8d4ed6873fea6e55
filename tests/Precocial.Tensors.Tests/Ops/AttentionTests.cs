namespace Precocial.Tensors.Tests;

public sealed class AttentionTests : OperationTests
{
    [Theory]
    [InlineData(2, 5, 2, 3)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(2, 33, 3, 1)]
    [InlineData(1, 16, 2, 8)]
    [InlineData(1, 20, 1, 31)]
    [InlineData(2, 7, 2, 32)]
    public void Attention_IsTheFormula(int batch, int tokens, int heads, int width)
    {
        int features = heads * width;
        Tensor x = Normal([batch, tokens, 3 * features]);

        Tensor y = x.Attention(heads);

        y.Shape.ShouldBe([batch, tokens, features]);
        Each(y, (image, query, feature) =>
        {
            double[] shares = Shares(x, image, query, features, feature / width * width, width);
            return Sum(tokens, key => shares[key] * At(x, image, key, 2 * features + feature)) / shares.Sum();
        });
    }

    [Fact]
    public void Attention_OfLargeScores_DoesNotOverflow()
    {
        Tensor y = Of([1, 2, 3], 300, 300, 1, -300, -300, 2).Attention(heads: 1);

        y.ToArray().ShouldBe([1, 2]);
    }

    private static double[] Shares(Tensor x, int image, int query, int features, int head, int width) =>
        [.. Enumerable.Range(0, x.Shape[1]).Select(key => Math.Exp(Sum(width, i =>
            (double)At(x, image, query, head + i) * At(x, image, key, features + head + i)) / Math.Sqrt(width)))];
}
