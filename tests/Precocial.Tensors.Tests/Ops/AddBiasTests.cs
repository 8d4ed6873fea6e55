namespace Precocial.Tensors.Tests;

public sealed class AddBiasTests : OperationTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 7)]
    [InlineData(33, 16)]
    [InlineData(40, 67)]
    [InlineData(3, 5000)]
    [InlineData(700, 130)]
    public void AddBias_ToRows_AddsToEach(int rows, int columns)
    {
        Tensor x = Normal([rows, columns]), bias = Normal([columns], 2);
        var y = x.AddBias(bias);

        for (int i = 0; i < y.Count; i++)
            y.Span[i].ShouldBe(x.Span[i] + bias.Span[i % columns]);
    }

    [Fact]
    public void AddBias_ToImages_AddsToChannels() =>
        Counting([1, 2, 1, 2]).AddBias(Tensor.From([10, 20], [2])).ToArray().ShouldBe([10, 11, 22, 23]);
}
