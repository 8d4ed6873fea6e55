namespace Precocial.Tensors.Tests;

/// <summary>Compares the gradients of a case with differences of its outputs, summed in double
/// precision.</summary>
internal static class GradientCheck
{
    private const float H = 1f / 32;

    /// <summary>How far from a point the function is evaluated.</summary>
    public const float Reach = 2 * H;

    /// <summary>Two contributions, relative to the largest gradient and output: the stencil below leaves
    /// h⁴/30 of the fifth derivative, some 1e-6; float32 rounding of outputs, 6e-8 each over some ten
    /// roundings, is divided by h.
    /// </summary>
    private const double Tolerance = 1e-3;

    public static void Run(GradientCase gradientCase)
    {
        var inputs = gradientCase.Inputs;
        var weights = Weights(gradientCase);
        var gradients = Analytic(gradientCase, weights);
        for (int i = 0; i < inputs.Length; i++)
        {
            double scale = Math.Max(1, gradients[i].Max(Math.Abs));
            for (int j = 0; j < inputs[i].Count; j++)
            {
                double expected = Numeric(gradientCase, weights, inputs[i], j);
                Math.Abs(gradients[i][j] - expected).ShouldBeLessThan(Tolerance * scale,
                    $"{gradientCase.Name}: input {i}, element {j}: {gradients[i][j]} instead of {expected}");
            }
        }
    }

    private static float[] Weights(GradientCase gradientCase)
    {
        using var tape = new Tape(recording: false);
        var rng = new Rng(11);
        var weights = new float[gradientCase.Function(On(tape, gradientCase.Inputs)).Count];
        for (int i = 0; i < weights.Length; i++)
            weights[i] = rng.NextSingle() + 0.5f;
        return weights;
    }

    private static float[][] Analytic(GradientCase gradientCase, float[] weights)
    {
        using var tape = new Tape();
        foreach (var input in gradientCase.Inputs)
            input.ClearGradient();
        var output = gradientCase.Function(On(tape, gradientCase.Inputs));
        var loss = output.Reshape([1, output.Count]).MatMul(Tensor.From(weights, [weights.Length, 1]));
        tape.Backward(loss);
        return [.. gradientCase.Inputs.Select(input => input.Gradient?.ToArray() ?? new float[input.Count])];
    }

    // The five-point stencil: (f(−2h) − 8f(−h) + 8f(h) − f(2h))/12h.
    private static double Numeric(GradientCase gradientCase, float[] weights, Tensor input, int element)
    {
        float at = input.Span[element];
        double sum = 0;
        foreach (var (offset, factor) in new[] { (-2, 1.0), (-1, -8.0), (1, 8.0), (2, -1.0) })
        {
            input.Span[element] = at + offset * H;
            using var tape = new Tape(recording: false);
            var output = gradientCase.Function(On(tape, gradientCase.Inputs)).Span;
            for (int i = 0; i < output.Length; i++)
                sum += factor * weights[i] * output[i];
        }
        input.Span[element] = at;
        return sum / (12 * H);
    }

    private static Tensor[] On(Tape tape, Tensor[] inputs) => [.. inputs.Select(tape.Input)];
}
