using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>−Σ (ln(λ + k) + 1/(λ + k)), λ the eigenvalues of the correlation matrix of the samples'
/// Jacobians, k = 10⁻⁵: large where the network answers to each sample in another direction.</summary>
/// <remarks>
/// 1. J_i = ∂(Σ logits of the batch)/∂x_i, one row a sample; x is the standardized input. 2. C = the
/// correlations between rows, as of numpy's <c>corrcoef</c>. 3. With A = C + k·1 the sum is ln det A + trace
/// A⁻¹: elimination gives both, and no eigenvalues are needed.
/// −∞ where a sample's Jacobian is zero or constant (NASLib writes −10⁸). The score that nas-without-training
/// had in its first version. Sources: Mellor et al., "Neural architecture search without training", v1, 2020;
/// zero-cost-nas, <c>jacob_cov.py</c>.
/// </remarks>
public sealed class Jacov : IProxy
{
    private const double K = 1e-5;

    /// <inheritdoc/>
    public string Name => "jacov";

    /// <inheritdoc/>
    public double Measure(Network network, Batch batch)
    {
        double[,] matrix = Correlations(Jacobians(network, batch), batch.Count);
        for (int i = 0; i < batch.Count; i++)
            matrix[i, i] += K;
        (double logDeterminant, double inverseTrace) = SymmetricElimination.Of(matrix);
        double score = -(logDeterminant + inverseTrace);
        return double.IsNaN(score) ? double.NegativeInfinity : score;
    }

    // One row a sample. A leaf of zeros is added to the standardized input: its gradient is the input's.
    private static float[] Jacobians(Network network, Batch batch)
    {
        int standardized = Array.FindIndex([.. network.Graph.Nodes], node => node.Primitive is Standardize);
        int place = Math.Max(0, standardized);
        Tensor shift = Tensor.Zeros(batch.Inputs.Shape, requiresGradient: true);
        using var tape = new Tape();
        Tensor logits = network.Forward(tape.Input(batch.Inputs), LossGradient.Context,
            (node, output) => node == place ? output.Add(shift) : output);
        tape.Backward(logits.Sum());
        return shift.Gradient?.ToArray() ?? new float[shift.Count];
    }

    // NaN in the row and column of a constant one.
    private static double[,] Correlations(float[] rows, int count)
    {
        int width = rows.Length / count;
        var standard = new double[count][];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> row = rows.AsSpan(i * width, width);
            double mean = 0, squares = 0;
            foreach (float value in row)
                mean += (double)value / width;
            foreach (float value in row)
                squares += (value - mean) * (value - mean);
            standard[i] = [.. row.ToArray().Select(value => (value - mean) / Math.Sqrt(squares))];
        }
        var matrix = new double[count, count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = 0;
                for (int k = 0; k < width; k++)
                    sum += standard[i][k] * standard[j][k];
                matrix[i, j] = matrix[j, i] = sum;
            }
        }
        return matrix;
    }
}
