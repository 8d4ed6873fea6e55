using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class UnrolledGradientTests
{
    [Fact]
    public void Of_Quadratic_IsExact()
    {
        var rng = new Rng(3);
        double[,] a = new double[6, 4];
        for (int i = 0; i < a.Length; i++)
            a[i / 4, i % 4] = (float)rng.NextNormal();
        double[] w = Normal(rng, 6), c = Normal(rng, 6), alpha = Normal(rng, 4), buffer = Normal(rng, 6);
        var loss = new Quadratic(a, w, c, alpha);
        const double rate = 0.05, momentum = 0.9, decay = 3e-4;
        var velocity = Tensor.From([.. buffer.Select(x => (float)x)], [6]);
        double[] residual = loss.Residual();

        double[] gradient = UnrolledGradient.Of(loss, [velocity], rate, momentum, decay);

        // dα = η·Aᵀ(w' − c): L_val has no α of its own, and ∇²α,w L_train = −Aᵀ.
        double[] v = [.. w.Select((x, i) =>
            x - rate * (momentum * buffer[i] + residual[i] + decay * x) - c[i])];
        for (int j = 0; j < 4; j++)
            gradient[j].ShouldBe(rate * Enumerable.Range(0, 6).Sum(i => a[i, j] * v[i]), 1e-6);
        loss.Weights[0].ToArray().ShouldBe(w.Select(x => (float)x));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.9)]
    public void Of_SmallNetwork_EqualsDifferencesThroughAStepOfTraining(double momentum)
    {
        const double rate = 2, decay = 3e-4, h = 1.0 / 16;
        using RelaxedNetwork network = SmallRelaxation.Smooth(out Sgd optimizer, momentum: (float)momentum);
        byte[] before = SmallRelaxation.Bytes(network);

        double[] gradient = UnrolledGradient.Of(network, optimizer.State, rate, momentum, decay);

        SmallRelaxation.Bytes(network).ShouldBe(before);
        double[] expected = new double[gradient.Length];
        for (int i = 0; i < expected.Length; i++)
            expected[i] = (After(i, h) - After(i, -h)) / (2 * h);
        double error = Norm(gradient.Zip(expected, (x, y) => x - y));
        double errorOfFirstOrder = Norm(network.ValidationAlphaGradient().Zip(expected, (x, y) => x - y));
        // h² and R² of third derivatives, and float32's rounding of losses over 2h: small beside the
        // gradient, and beside what the second order adds to the first.
        error.ShouldBeLessThan(0.01 * Norm(expected));
        error.ShouldBeLessThan(0.1 * errorOfFirstOrder);

        // The validation loss after a step of training with one number of α moved.
        double After(int index, double by)
        {
            float[][] start = [.. network.Weights.Select(w => w.ToArray())];
            float at = network.Alpha[index];
            network.Alpha[index] = (float)(at + by);
            network.TrainingWeightGradient();
            for (int k = 0; k < start.Length; k++)
            {
                Span<float> w = network.Weights[k].Span, g = network.Weights[k].Gradient!.Span;
                for (int i = 0; i < w.Length; i++)
                {
                    double buffer = optimizer.State.Count > 0 ? optimizer.State[k].Span[i] : 0;
                    w[i] = (float)(w[i] - rate * (g[i] + decay * w[i] + momentum * buffer));
                }
            }
            network.ValidationAlphaGradient();
            network.Alpha[index] = at;
            for (int k = 0; k < start.Length; k++)
                start[k].CopyTo(network.Weights[k].Span);
            return network.LastValidation.Loss;
        }
    }

    private static double Norm(IEnumerable<double> v) => Math.Sqrt(v.Sum(x => x * x));

    private static double[] Normal(Rng rng, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (double)(float)(0.2 * rng.NextNormal()))];
}
