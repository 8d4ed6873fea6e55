using System.Numerics;
using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>ln |det K|, where K_ij counts the rectifiers that are on for both or off for both of samples i
/// and j: large where the network tells the samples apart before it has learned anything.</summary>
/// <remarks>
/// 1. A sample's code at a layer of rectifiers: one bit a unit, 1 where the input is positive. 2. K = Σ over
/// layers of x·xᵀ + (1 − x)(1 − x)ᵀ = units − Hamming distance. 3. ln |det K|; −∞ where two samples have one
/// code everywhere. Every rectifier of the graph counts, those on dead branches too, as in NASLib, whose
/// scores are published; the authors' code leaves out layers that no gradient reaches. Smooth rectifiers
/// (gelu, silu, hard swish) count like relu; the code of both repositories knows relu alone. The value grows
/// with the batch: about batch·ln(units). Source: Mellor et al., "Neural architecture search without
/// training", ICML 2021, eq. 2; nas-without-training, <c>hook_logdet</c>.
/// </remarks>
public sealed class Nwot : IProxy
{
    /// <inheritdoc/>
    public string Name => "nwot";

    /// <inheritdoc/>
    public double Measure(Network network, Batch batch)
    {
        var matrix = new double[batch.Count, batch.Count];
        using var tape = new Tape(recording: false);
        network.Forward(tape.Input(batch.Inputs), LossGradient.Context, (node, output) =>
        {
            // A rectifier's output is positive where its input is.
            if (network.Graph.Nodes[node].Primitive is Activation { Rectifies: true })
                AddAgreements(matrix, output);
            return output;
        });
        return SymmetricElimination.Of(matrix).LogDeterminant;
    }

    private static void AddAgreements(double[,] matrix, Tensor output)
    {
        int count = matrix.GetLength(0), units = output.Count / count;
        var codes = new ulong[count][];
        for (int i = 0; i < count; i++)
            codes[i] = CodeOf(output.Span.Slice(i * units, units));
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                int different = 0;
                for (int word = 0; word < codes[i].Length; word++)
                    different += BitOperations.PopCount(codes[i][word] ^ codes[j][word]);
                matrix[i, j] += units - different;
            }
        }
    }

    private static ulong[] CodeOf(ReadOnlySpan<float> outputs)
    {
        var code = new ulong[(outputs.Length + 63) / 64];
        for (int unit = 0; unit < outputs.Length; unit++)
            code[unit / 64] |= outputs[unit] > 0 ? 1UL << (unit % 64) : 0;
        return code;
    }
}
