using System.Globalization;
using System.Text;
using Precocial.Tensors;

namespace Precocial.Formats;

/// <summary>Reads and writes <c>.out</c> files: the networks that the authors' weight agnostic search
/// stores.</summary>
/// <remarks>
/// N rows of N + 1 comma-separated numbers: entry (row, column) belongs to the connection from place row to
/// place column of a <see cref="NeuronWiring"/>, the last column is the number of the row's function. An
/// entry of 0 or nan is no connection. How many places are inputs and outputs is not in the file. In a weight
/// agnostic network the other entries' values mean nothing; they are the weights of a network that was
/// evolved with them. Tuned weights are kept in a file of their own, see <see cref="WannWeightsFile"/>.
/// Source: the code of Gaier and Ha, "Weight Agnostic Neural Networks", NeurIPS 2019, <c>exportNet</c>.
/// </remarks>
public static class ChampionFile
{
    /// <summary>The most places of a network that is read.</summary>
    public const int MaxPlaces = 4096;

    // Three digits, as numpy's %1.2e.
    private const string Number = "0.00e+00";

    // An entry of 0 would remove the connection.
    private const double LeastWeight = 1e-30;

    /// <summary>Reads a network.</summary>
    /// <param name="path">The file.</param>
    /// <param name="inputs">How many inputs the task has; the bias is not among them.</param>
    /// <param name="outputs">How many outputs it has.</param>
    /// <returns>The wiring, and one value for each of its connections.</returns>
    /// <remarks>Where the authors' reader takes an unknown function for linear, this one refuses.</remarks>
    /// <exception cref="FileFormatException">The file is no network with these inputs and
    /// outputs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No inputs or no outputs.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static (NeuronWiring Wiring, double[] Values) Read(string path, int inputs, int outputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        return new ChampionReader(Path.GetFileName(path), inputs, outputs).Read(path);
    }

    /// <summary>Writes a network; the file is there whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="wiring">What is written.</param>
    /// <param name="weights">One number for each connection, kept to three digits; none: 1 for each. 0 is
    /// written as 1e-30, because an entry of 0 is no connection.</param>
    /// <exception cref="ArgumentException">Another number of weights, or one that is not finite.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, NeuronWiring wiring, ReadOnlySpan<double> weights = default)
    {
        double[] entries = Entries(wiring, weights);
        AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
            int next = 0;
            for (int row = 0; row < wiring.Places; row++)
                writer.WriteLine(Row(wiring, entries, row, ref next));
        });
    }

    private static string Row(NeuronWiring wiring, double[] entries, int row, ref int next)
    {
        var text = new StringBuilder();
        for (int column = 0; column < wiring.Places; column++)
        {
            bool connected = next < entries.Length && wiring.Sources[next] == row
                && wiring.Targets[next] == column;
            double entry = connected ? entries[next++] : 0;
            text.Append(entry.ToString(Number, CultureInfo.InvariantCulture)).Append(',');
        }
        int function = row < wiring.FirstNeuron ? 1 : (int)wiring.Functions[row - wiring.FirstNeuron];
        return text.Append(function.ToString(Number, CultureInfo.InvariantCulture)).ToString();
    }

    private static double[] Entries(NeuronWiring wiring, ReadOnlySpan<double> weights)
    {
        var entries = new double[wiring.Connections];
        Array.Fill(entries, 1);
        if (weights.IsEmpty)
            return entries;
        if (weights.Length != entries.Length)
            throw new ArgumentException($"The wiring has {entries.Length} connections, but {weights.Length} "
                + "weights were given.", nameof(weights));
        for (int i = 0; i < entries.Length; i++)
        {
            if (!double.IsFinite(weights[i]))
                throw new ArgumentException($"Weight {i} must be finite, but is "
                    + $"{weights[i]}.", nameof(weights));
            entries[i] = Math.Abs(weights[i]) < LeastWeight ? LeastWeight : weights[i];
        }
        return entries;
    }
}
