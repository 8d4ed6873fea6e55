using Precocial.Tensors.Kernels;
using Loss = Precocial.Tensors.Kernels.CrossEntropy;

namespace Precocial.Tensors.Tests.Kernels.Normalisation;

public sealed unsafe class CrossEntropyTests
{
    [Theory]
    [InlineData(1, 2, 0f)]
    [InlineData(5, 10, 0f)]
    [InlineData(5, 10, 0.1f)]
    [InlineData(3, 37, 0.2f)]
    [InlineData(7, 100, 1f)]
    public void LossAndGradient_OfAnyShape_MatchTheDefinition(int rows, int classes, float smoothing)
    {
        var rng = new Rng(4);
        using Native x = Native.Random(rows * classes, rng), p = new(rows * classes),
            dx = new(rows * classes);
        int[] labels = [.. Enumerable.Range(0, rows).Select(_ => rng.Next(classes))];
        float loss;
        fixed (int* label = labels)
        {
            loss = Loss.Forward(x.Pointer, label, p.Pointer, rows, classes, smoothing);
            Loss.Backward(3, p.Pointer, label, dx.Pointer, rows, classes, smoothing, accumulate: false);
            Loss.Backward(3, p.Pointer, label, dx.Pointer, rows, classes, smoothing, accumulate: true);
        }

        double exact = 0;
        for (int i = 0; i < x.Length; i++)
        {
            int row = i / classes;
            double sum = Enumerable.Range(row * classes, classes).Sum(j => Math.Exp(x.Span[j]));
            double target = smoothing / classes + (i % classes == labels[row] ? 1 - smoothing : 0);
            double probability = Math.Exp(x.Span[i]) / sum;
            exact -= target * Math.Log(probability) / rows;
            p.Span[i].ShouldBe((float)probability, 1e-6);
            dx.Span[i].ShouldBe((float)(2 * 3 * (probability - target) / rows), 4e-6);
        }
        loss.ShouldBe((float)exact, 4e-6);
        dx.GuardsAreIntact();
    }

    [Fact]
    public void Loss_OfHugeLogits_DoesNotOverflow()
    {
        float[] x = [1e6f, -1e6f];
        int label = 1;
        float* p = stackalloc float[2];
        fixed (float* logits = x)
            Loss.Forward(logits, &label, p, 1, 2, smoothing: 0).ShouldBe(2e6f);
    }
}
