using Precocial.Tensors;

namespace Precocial.Architectures.Tests;

public sealed class TokenPrimitiveTests
{
    private static readonly float[] Counting = [.. Enumerable.Range(0, 12).Select(i => (float)i)];

    [Fact]
    public void ImageToTokens_AndBack_KeepsThePixels()
    {
        using var tape = new Tape();
        Tensor image = tape.Input(Tensor.From(Counting, [1, 2, 2, 3]));

        Tensor tokens = new ImageToTokens().Apply([image], [], default);
        Tensor back = new TokensToImage(Height: 2, Width: 3).Apply([tokens], [], default);

        tokens.Shape.ShouldBe([1, 6, 2]);
        tokens.ToArray().ShouldBe([0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11]);
        back.Shape.ShouldBe([1, 2, 2, 3]);
        back.ToArray().ShouldBe(Counting);
    }

    [Fact]
    public void ClassToken_IsFirstInEachSample()
    {
        using var tape = new Tape();
        Tensor tokens = tape.Input(Tensor.From(Counting, [2, 3, 2]));

        Tensor y = new ClassToken().Apply([tokens], [Tensor.From([-1, -2], [1, 1, 2])], default);

        y.ToArray().ShouldBe([-1, -2, 0, 1, 2, 3, 4, 5, -1, -2, 6, 7, 8, 9, 10, 11]);
        new SelectToken(Index: 0).Apply([y], [], default).ToArray().ShouldBe([-1, -2, -1, -2]);
        new SelectToken(Index: 3).Apply([y], [], default).ToArray().ShouldBe([4, 5, 10, 11]);
    }

    [Fact]
    public void ClassToken_WithAComputedWeight_PassesTheGradientOn()
    {
        // What a hypernetwork does: the weight is a result on the same tape.
        using var tape = new Tape();
        Tensor source = Tensor.From([3, 4], [1, 1, 2], requiresGradient: true);
        Tensor tokens = tape.Input(Tensor.From(Counting, [2, 3, 2]));

        Tensor y = new ClassToken().Apply([tokens], [tape.Input(source).Affine(2, 0)], default);
        tape.Backward(y.Sum());

        source.Gradient.ShouldNotBeNull().ToArray().ShouldBe([4, 4]);
    }

    [Fact]
    public void PositionEncoding_AddsTheSameToEachSample()
    {
        using var tape = new Tape();
        Tensor tokens = tape.Input(Tensor.From(Counting, [2, 3, 2]));

        Tensor weight = Tensor.From([1, 2, 3, 4, 5, 6], [1, 3, 2]);
        Tensor y = new PositionEncoding().Apply([tokens], [weight], default);

        y.ToArray().ShouldBe([1, 3, 5, 7, 9, 11, 7, 9, 11, 13, 15, 17]);
    }

    [Fact]
    public void LayerScale_MultipliesChannelsOrFeatures()
    {
        using var tape = new Tape();
        Tensor image = tape.Input(Tensor.From(Counting, [1, 2, 2, 3])), tokens = image.Reshape([1, 6, 2]);

        new LayerScale().Apply([image], [Tensor.From([0, 2], [2, 1, 1])], default)
            .ToArray().ShouldBe([0, 0, 0, 0, 0, 0, 12, 14, 16, 18, 20, 22]);
        new LayerScale().Apply([tokens], [Tensor.From([0, 2], [2])], default)
            .ToArray().ShouldBe([0, 2, 0, 6, 0, 10, 0, 14, 0, 18, 0, 22]);
    }

    [Fact]
    public void Attention_OfEqualTokens_IsTheirValue()
    {
        using var tape = new Tape();
        Tensor x = tape.Input(Tensor.From([1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6], [1, 2, 6]));

        Tensor y = new Attention(Heads: 2).Apply([x], [], default);

        y.Shape.ShouldBe([1, 2, 2]);
        y.ToArray().ShouldBe([5, 6, 5, 6]);
        new Attention(Heads: 2).Flops([[2, 6]]).ShouldBe(2 * 2 * ((4 * 2) + (6 * 2)));
    }

    [Fact]
    public void Linear_OnTokens_CostsAsMuchForEach()
    {
        var linear = new Linear(OutFeatures: 5);

        linear.InferShape([[3, 4]]).ShouldBe([3, 5]);
        linear.Flops([[3, 4]]).ShouldBe(3 * linear.Flops([[4]]));
        linear.Weights([[3, 4]])[0].Shape.ShouldBe([5, 4]);
    }

    [Fact]
    public void ChannelScale_OfAnImageOfOnePixel_IsThatOfAVector()
    {
        using var tape = new Tape();
        Tensor image = tape.Input(Tensor.From(Counting, [1, 2, 2, 3]));
        Tensor factors = tape.Input(Tensor.From([1, 3], [1, 2]));
        var scale = new ChannelScale();

        float[] expected = scale.Apply([image, factors], [], default).ToArray();

        scale.Apply([image, factors.Reshape([1, 2, 1, 1])], [], default).ToArray().ShouldBe(expected);
        expected[^1].ShouldBe(33);
    }

    public static TheoryData<Primitive, int[], string> Wrong => new()
    {
        { new ImageToTokens(), [4, 4], "image_to_tokens: the input must be [channels, height, width]" },
        { new TokensToImage(2, 3), [4, 4], "2 x 3 pixels need 6 tokens, but the input is [4, 4]" },
        { new TokensToImage(0, 3), [4, 4], "Height must be at least 1" },
        { new Attention(Heads: 2), [4, 9], "the features must be queries, keys and values of 2 heads" },
        { new Attention(Heads: 0), [4, 9], "Heads must be at least 1" },
        { new Attention(Heads: 1), [4, 4, 3], "the input must be [tokens, features], but is [4, 4, 3]" },
        { new PositionEncoding(), [4], "position_encoding: the input must be [tokens, features] or" },
        { new LayerScale(), [4], "layer_scale: the input must be [tokens, features] or" },
        { new ClassToken(), [4], "class_token: the input must be [tokens, features], but is [4]" },
        { new SelectToken(Index: 4), [4, 2], "select_token: Index must be 0 to 3 for [4, 2], but is 4" },
        { new SelectToken(Index: -1), [4, 2], "select_token: Index must be 0 to 3" },
        { new Shift(), [4, 2], "shift: the input must be [channels, height, width]" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void InferShape_OfWhatDoesNotFit_SaysWhatItMustBe(Primitive primitive, int[] input, string message)
    {
        Should.Throw<ShapeException>(() => primitive.InferShape([Shape.Create(input)]))
            .Message.ShouldContain(message);
    }
}
