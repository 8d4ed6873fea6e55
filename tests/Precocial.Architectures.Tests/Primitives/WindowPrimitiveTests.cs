using Precocial.Tensors;

namespace Precocial.Architectures.Tests;

public sealed class WindowPrimitiveTests
{
    [Fact]
    public void Convolution_OfARectangle_HasItsShapeWeightsAndCost()
    {
        var flat = new Convolution(8, Kernel: 1) { KernelWidth = 7, StrideWidth = 2, Pads = new(0, 3, 0, 3) };
        Shape[] input = [[4, 9, 11]];

        flat.InferShape(input).ShouldBe([8, 9, 6]);
        flat.Weights(input).Single().Shape.ShouldBe([8, 4, 1, 7]);
        flat.Flops(input).ShouldBe(2 * 8 * 9 * 6 * 4 * 7);
    }

    [Fact]
    public void Convolution_OfADeepNetsPair_ComputesTheSeparateSums()
    {
        // 1x7 then 7x1, both all ones and with stride 2: the sum of the 7x7 pixels around every second one.
        Tensor x = Tensor.Full([1, 1, 8, 8], 1);
        using var tape = new Tape();
        Tensor ones = Tensor.Full([1, 1, 1, 7], 1), turned = Tensor.Full([1, 1, 7, 1], 1);
        var flat = new Convolution(1, Kernel: 1) { KernelWidth = 7, StrideWidth = 2, Pads = new(0, 3, 0, 3) };
        var tall = new Convolution(1, Kernel: 7, Stride: 2)
        {
            KernelWidth = 1,
            StrideWidth = 1,
            Pads = new(3, 0, 3, 0),
        };

        Tensor y = tall.Apply([flat.Apply([tape.Input(x)], [ones], default)], [turned], default);

        int[] inside = [4, 6, 7, 5];
        float[] products = [.. inside.SelectMany(rows => inside.Select(columns => (float)(rows * columns)))];
        y.ToArray().ShouldBe(products);
    }

    [Fact]
    public void Convolution_WithItsDefaultsGiven_IsTheSameAsWithout()
    {
        var given = new Convolution(4, Kernel: 3, Stride: 2) { KernelWidth = 3, StrideWidth = 2 };

        given.ShouldBe(new Convolution(4, Kernel: 3, Stride: 2));
        Graph(given).ToJson().ShouldNotContain("width");
        Graph(given).ToJson().ShouldNotContain("pads");
    }

    [Theory]
    [InlineData(224, false, 111)]
    [InlineData(224, true, 112)]
    [InlineData(7, true, 3)]
    [InlineData(8, true, 4)]
    public void MaxPool_WithCeilMode_RoundsTheSizeUp(int size, bool ceilMode, int expected)
    {
        var pool = new MaxPool(Size: 3, Stride: 2) { Pads = new(0, 0, 0, 0), CeilMode = ceilMode };

        pool.InferShape([[2, size, size]]).ShouldBe([2, expected, expected]);
    }

    [Fact]
    public void MaxPool_WithCeilMode_HasNoWindowInThePaddingAlone()
    {
        // 4 + 2 − 1 over 3 rounds up to 3 windows, of which the last would start behind the image.
        new MaxPool(Size: 1, Stride: 3) { Pads = new(0, 0, 2, 2), CeilMode = true }
            .InferShape([[1, 4, 4]]).ShouldBe([1, 2, 2]);
    }

    public static TheoryData<Primitive, string> Wrong => new()
    {
        { new Convolution(4, Kernel: 2), "Kernel must be odd, so that padding keeps the size, but is 2x2" },
        { new Convolution(4, Kernel: 1) { KernelWidth = 4 }, "but is 1x4. Give Pads." },
        { new Convolution(4, Kernel: 3) { KernelWidth = -1 }, "1 to 1023 high and wide, but is 3x-1" },
        { new Convolution(4, Kernel: 3) { StrideWidth = -1 }, "strides and dilation must be at least 1" },
        { new Convolution(4, Kernel: 3) { Pads = new(0, 0, -1, 0) }, "padding 0 to 1023, but they are" },
        { new Convolution(4, Kernel: 9) { Pads = new(0, 0, 0, 0) }, "of 9 does not fit into 0 + 8 + 0" },
        { new Convolution(4, Kernel: 2000) { Pads = new(0, 0, 0, 0) }, "1 to 1023 high and wide" },
        { new MaxPool(Size: 2, Stride: 1) { Pads = new(2, 0, 0, 0) }, "window 2x2 over [2, 8, 8] would lie" },
        { new AveragePool(Size: 2, Stride: 2) { Pads = new(0, 0, 2, 0) }, "would lie in the padding alone" },
        { new AveragePool(Size: 0, Stride: 2), "average_pool: the window must be 1 to 1023" },
        { new DepthwiseConvolution(Kernel: 4), "depthwise_convolution: Kernel must be odd" },
        { new Subsample(Stride: 0), "subsample: Stride must be at least 1, but is 0" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void InferShape_OfWrongSettings_SaysWhatTheyMustBe(Primitive primitive, string message)
    {
        Should.Throw<ShapeException>(() => primitive.InferShape([[2, 8, 8]])).Message.ShouldContain(message);
    }

    private static ArchitectureGraph Graph(Primitive primitive)
    {
        var builder = new GraphBuilder([2, 8, 8]);
        builder.Add("node", primitive);
        return builder.Build();
    }
}
