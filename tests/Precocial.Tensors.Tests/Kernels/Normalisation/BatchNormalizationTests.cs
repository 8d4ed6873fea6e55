using Precocial.Tensors.Kernels;

namespace Precocial.Tensors.Tests.Kernels.Normalisation;

public sealed unsafe class BatchNormalizationTests
{
    private const float Epsilon = 1e-5f;

    public static TheoryData<int, int, int, float> Shapes => new()
    {
        { 1, 1, 2, 0 }, { 4, 3, 1, 0 }, { 5, 70, 1, 2 }, { 3, 2, 7, 0 }, { 2, 5, 16, -1 }, { 4, 3, 33, 10 },
        { 2, 1, 100, 0 }, { 9, 4, 49, 100 }, { 33, 2, 1, 100 },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void Forward_OfAnyShape_NormalizesAndTracksStatistics(int batch, int channels, int inner, float offset)
    {
        using var problem = new NormalizationProblem(batch, channels, inner, offset);
        using Native runningMean = Constant(channels, 0.5f), runningVariance = Constant(channels, 2);
        problem.Forward(rectify: false, runningMean.Pointer, runningVariance.Pointer);
        double size = problem.LargestInput;
        for (int c = 0; c < channels; c++)
        {
            var (mean, variance) = problem.Moments(c);
            double deviation = Math.Sqrt(variance + Epsilon), count = batch * inner;
            problem.Mean.Span[c].ShouldBe((float)mean, 2 * Ulp.Of(size));
            // The deviation inherits an error of x's rounding: one ulp of the largest input.
            (problem.Inverse.Span[c] * deviation).ShouldBe(1, 1e-5 + 4 * Ulp.Of(size) / deviation);
            runningMean.Span[c].ShouldBe((float)(0.9 * 0.5 + 0.1 * mean), 4 * Ulp.Of(size));
            double unbiased = variance * count / (count - 1);
            runningVariance.Span[c].ShouldBe((float)(0.9 * 2 + 0.1 * unbiased), 1e-5 * (1 + unbiased));
            foreach (int i in problem.Elements(c))
            {
                double exact = (problem.X.Span[i] - mean) / deviation * problem.Scale.Span[c] + problem.Bias.Span[c];
                problem.Y.Span[i].ShouldBe((float)exact, 2e-5 + 8 * Ulp.Of(size) / deviation);
            }
        }
        problem.Y.GuardsAreIntact();
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Backward_OfAnyShape_IsTheThreeGradients(int batch, int channels, int inner, float offset)
    {
        using var problem = new NormalizationProblem(batch, channels, inner, offset);
        problem.Forward(rectify: false);
        problem.Backward(accumulate: false, batchStatistics: true);
        problem.CheckGradients(factor: 1, batchStatistics: true);
        problem.Backward(accumulate: true, batchStatistics: true);
        problem.CheckGradients(factor: 2, batchStatistics: true);
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Backward_OfGivenStatistics_TreatsThemAsConstants(int batch, int channels, int inner, float offset)
    {
        using var problem = new NormalizationProblem(batch, channels, inner, offset);
        problem.Forward(rectify: false);
        problem.Backward(accumulate: false, batchStatistics: false);
        problem.CheckGradients(factor: 1, batchStatistics: false);
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Rectified_ForwardAndBackward_EqualReluAfterwards(int batch, int channels, int inner, float offset)
    {
        using var fused = new NormalizationProblem(batch, channels, inner, offset);
        using var plain = new NormalizationProblem(batch, channels, inner, offset);
        fused.Forward(rectify: true);
        plain.Forward(rectify: false);
        Elementwise.Relu(plain.Y.Pointer, plain.Y.Pointer, plain.Y.Length);
        Bits.ShouldBeEqual(fused.Y.Span, plain.Y.Span, "y");

        Elementwise.ReluBackward(plain.Dy.Pointer, plain.Y.Pointer, plain.Dy.Pointer, plain.Y.Length, accumulate: false);
        fused.Backward(accumulate: false, batchStatistics: true, rectified: true);
        plain.Backward(accumulate: false, batchStatistics: true);
        for (int i = 0; i < fused.X.Length; i++)
            fused.Dx.Span[i].ShouldBe(plain.Dx.Span[i], 1e-5 * fused.Inverse.Span[i / inner % channels]);
    }

    [Fact]
    public void Apply_OfRunningStatistics_IsTheFormula()
    {
        using var problem = new NormalizationProblem(batch: 2, channels: 3, inner: 5, offset: 0);
        using Native mean = Native.Random(3, new Rng(5)), variance = Constant(3, 2), inverse = new(3);
        BatchNormalization.InverseDeviations(variance.Pointer, inverse.Pointer, 3, Epsilon);
        BatchNormalization.Apply(
            problem.X.Pointer, null, null, problem.Y.Pointer, mean.Pointer, inverse.Pointer, problem.Layout);
        for (int i = 0; i < problem.X.Length; i++)
        {
            double exact = (problem.X.Span[i] - mean.Span[i / 5 % 3]) / Math.Sqrt(2 + Epsilon);
            problem.Y.Span[i].ShouldBe((float)exact, 4 * Ulp.Of(2));
        }
    }

    private static Native Constant(int length, float value)
    {
        var array = new Native(length);
        array.Span.Fill(value);
        return array;
    }
}
