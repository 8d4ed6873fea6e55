namespace Precocial.Tensors.Tests;

public sealed class ShapeErrorTests
{
    public static TheoryData<string, Func<Tape, Tensor>> Cases => new()
    {
        {
            "MatMul: inner sizes must match, but a is [64, 784] and b is [128, 10]. Transpose b, or "
                + "check the layer before it.",
            tape => X(tape, [64, 784]).MatMul(Y([128, 10]))
        },
        {
            "MatMul: inner sizes must match, but a is [3, 5] and b is [3, 4] transposed.",
            tape => X(tape, [3, 5]).MatMul(Y([3, 4]), transposeB: true)
        },
        {
            "MatMul: operands need at least 2 axes, but a is [3] and b is [3, 4].",
            tape => X(tape, [3]).MatMul(Y([3, 4]))
        },
        {
            "MatMul: leading axes must match, but a is [2, 3, 4] and b is [3, 4, 5].",
            tape => X(tape, [2, 3, 4]).MatMul(Y([3, 4, 5]))
        },
        {
            "WeightedSum: parts must have one shape, but are [2, 3] and [3, 2]. Project one of them.",
            tape => TensorOperations.WeightedSum([X(tape, [2, 3]), Y([3, 2])], Y([2]))
        },
        {
            "WeightedSum: there must be a part at least and a weight for each, but there are 1 and the "
                + "weights are [2].",
            tape => TensorOperations.WeightedSum([X(tape, [2, 3])], Y([2]))
        },
        {
            "Neurons: x must be [batch, 2] and the weight [1], but they are [4, 3] and [1].",
            tape => X(tape, [4, 3]).Neurons(Y([1]), new(2, 1, [NeuronFunction.Linear], [1], [3]))
        },
        {
            "Linear: the weight must be [out, in] with in the last axis of x, but x is [2, 3] and "
                + "the weight is [3, 4].",
            tape => X(tape, [2, 3]).Linear(Y([3, 4]))
        },
        {
            "Linear: the bias must be [4], one number for each output, but it is [3].",
            tape => X(tape, [2, 3]).Linear(Y([4, 3]), Y([3]))
        },
        {
            "Convolve: x must be [batch, channels, height, width] and the kernel [out, in/groups, k, "
                + "k], but they are [2, 3] and [4, 3, 3, 3].",
            tape => X(tape, [2, 3]).Convolve(Y([4, 3, 3, 3]))
        },
        {
            "Convolve: the kernel must be [out, in/groups, k, k] with out a multiple of groups, but "
                + "x is [1, 4, 5, 5], the kernel is [6, 4, 3, 3] and groups is 2.",
            tape => X(tape, [1, 4, 5, 5]).Convolve(Y([6, 4, 3, 3]), groups: 2)
        },
        {
            "Convolve: the kernel [2, 3, 5, 5] with dilation 2 is larger than x [1, 3, 8, 8] with padding 0.",
            tape => X(tape, [1, 3, 8, 8]).Convolve(Y([2, 3, 5, 5]), dilation: 2)
        },
        {
            "MaxPool: x must be [batch, channels, height, width], but it is [2, 3].",
            tape => X(tape, [2, 3]).MaxPool(2)
        },
        {
            "AveragePool: the window 3×3 is larger than x [1, 1, 2, 4] with padding 0.",
            tape => X(tape, [1, 1, 2, 4]).AveragePool(3)
        },
        {
            "GlobalAveragePool: x must be [batch, channels, ...] with positions to average, but it "
                + "is [2, 3].",
            tape => X(tape, [2, 3]).GlobalAveragePool()
        },
        {
            "AdaptiveAveragePool: x has no positions to average: [1, 2, 0, 4].",
            tape => X(tape, [1, 2, 0, 4]).AdaptiveAveragePool(1, 1)
        },
        {
            "BatchNorm: parameters need one number for each channel, axis 1 of x, but x is [2, 3] "
                + "and a parameter is [4].",
            tape => X(tape, [2, 3]).BatchNorm(Y([3]), Y([4]), null, null, training: true)
        },
        {
            "LayerNorm: parameters need one number for each feature, the last axis of x, but x is "
                + "[2, 3] and a parameter is [2].",
            tape => X(tape, [2, 3]).LayerNorm(Y([3]), Y([2]))
        },
        { "Softmax: x must have an axis of classes, but it is a scalar, [].", tape => X(tape, []).Softmax() },
        {
            "LogSoftmax: x must have an axis of classes, but it is a scalar, [].",
            tape => X(tape, []).LogSoftmax()
        },
        {
            "CrossEntropy: logits must be [batch, classes] with one label for each row, but they are "
                + "[2, 3] and there are 1 labels.",
            tape => X(tape, [2, 3]).CrossEntropy([0])
        },
        {
            "MeanSquaredError: shapes must match, but x is [2, 3] and y is [3, 2].",
            tape => X(tape, [2, 3]).MeanSquaredError(Y([3, 2]))
        },
        {
            "AddBias: the bias must have one number for each channel, axis 1 of x, but x is [2, 3] "
                + "and the bias is [2].",
            tape => X(tape, [2, 3]).AddBias(Y([2]))
        },
        {
            "Multiply: axes, counted from the last, must be equal or 1, but x is [2, 3, 4] and y is [3].",
            tape => X(tape, [2, 3, 4]) * Y([3])
        },
        {
            "Reshape: both shapes must have as many elements, but x is [2, 3], with 6, and the new "
                + "shape is [4], with 4.",
            tape => X(tape, [2, 3]).Reshape([4])
        },
        {
            "Permute: the axes must be 0..1 in some order for x [2, 3], but they are [0, 0].",
            tape => X(tape, [2, 3]).Permute(0, 0)
        },
        { "Transpose: x needs 2 axes, but it is [3].", tape => X(tape, [3]).Transpose() },
        {
            "Slice: the part must lie within axis 1 of [2, 3], but it starts at 2 and has length 2.",
            tape => X(tape, [2, 3]).Slice(1, 2, 2)
        },
        { "Slice: there is no axis 2 in [2, 3].", tape => X(tape, [2, 3]).Slice(2, 0, 1) },
        {
            "Concat: there must be at least one part, but there is none.",
            _ => TensorOperations.Concat([], 0)
        },
        {
            "Concat: parts must have the same shape but for axis 0, but one is [2, 3] and another [2, 4].",
            tape => TensorOperations.Concat([X(tape, [2, 3]), Y([2, 4])], 0)
        },
        {
            "Tile: there must be one number of repeats for each axis, but x is [2, 3] and the "
                + "repeats are [2].",
            tape => X(tape, [2, 3]).Tile(2)
        },
        { "Subsample: x must be [batch, channels, height, width]", tape => X(tape, [2, 3]).Subsample(2) },
        { "Shift: x must be [batch, channels, height, width]", tape => X(tape, [2, 3]).Shift() },
        {
            "Attention: x must be [batch, tokens, 3·d] with d a multiple of 2 heads, but it is [1, 4, 9].",
            tape => X(tape, [1, 4, 9]).Attention(heads: 2)
        },
        { "Gather: there is no axis 0 in [].", tape => X(tape, []).Gather([0]) },
        { "Sum: there is no axis 5 in [2, 3].", tape => X(tape, [2, 3]).Sum([5]) },
        { "Max: there is no largest of no elements, but x is [0, 3].", tape => X(tape, [0, 3]).Max() },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Operation_WithShapesThatDoNotFit_SaysRuleValuesAndWayOut(
        string message, Func<Tape, Tensor> operation)
    {
        using var tape = new Tape();

        Should.Throw<ShapeException>(() => operation(tape)).Message.ShouldStartWith(message);
    }

    [Fact]
    public void CrossEntropy_WithALabelThatIsNoClass_SaysSo()
    {
        using var tape = new Tape();

        Should.Throw<ArgumentOutOfRangeException>(() => X(tape, [2, 3]).CrossEntropy([0, 3])).Message
            .ShouldStartWith("CrossEntropy: labels are 0..2 for logits [2, 3], but one is 3.");
    }

    [Fact]
    public void Gather_OfARowThatIsNot_SaysSo()
    {
        using var tape = new Tape();

        Should.Throw<ArgumentOutOfRangeException>(() => X(tape, [2, 3]).Gather([2])).Message.ShouldStartWith(
            "Gather: indices are 0..1 for x [2, 3], but one is 2.");
    }

    private static Tensor X(Tape tape, Shape shape) => tape.Input(Tensor.Zeros(shape));

    private static Tensor Y(Shape shape) => Tensor.Zeros(shape);
}
