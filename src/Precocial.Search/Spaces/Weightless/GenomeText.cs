using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Genomes as one line of text: <c>5:1 A2 3,9 2>7+7>6-</c>.</summary>
/// <remarks>Four words: inputs and outputs; the base block, four genes a hexadecimal digit, the first gene in
/// the lowest bit of the first digit; the functions of the hidden neurons, "." for none; the further genes,
/// each followed by + or − for on or off, "." for none.</remarks>
internal static class GenomeText
{
    public static string Write(WeightlessGenome genome)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{genome.Inputs}:{genome.Outputs} ");
        for (int gene = 0; gene < genome.BaseGenes; gene += 4)
        {
            int digit = 0;
            for (int k = 0; k < 4 && gene + k < genome.BaseGenes; k++)
                digit |= genome.IsEnabled(gene + k) ? 1 << k : 0;
            text.Append("0123456789ABCDEF"[digit]);
        }
        text.Append(' ');
        text.AppendJoin(',', genome.Functions.Select(f => (int)f)).Append(genome.Hidden == 0 ? ". " : " ");
        for (int i = 0; i < genome.Genes.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{genome.Genes[i].Source}>{genome.Genes[i].Target}")
                .Append(genome.IsEnabled(genome.BaseGenes + i) ? '+' : '-');
        }
        return text.Append(genome.Genes.IsEmpty ? "." : "").ToString();
    }

    public static WeightlessGenome Read(
        string text, int inputs, int outputs, ImmutableArray<NeuronFunction> allowed)
    {
        string[] words = text.Split(' ');
        string sizes = string.Create(CultureInfo.InvariantCulture, $"{inputs}:{outputs}");
        if (words.Length != 4 || words[0] != sizes)
        {
            throw new FormatException($"A genome of this space is four words, the first of them {sizes}, but "
                + $"the text is '{Shortened(text)}'.");
        }
        var functions = ReadFunctions(words[2], allowed);
        List<bool> enabled = ReadBase(words[1], (inputs + 1) * outputs);
        var genes = ReadGenes(words[3], enabled, inputs, outputs, functions.Length);
        var bits = new ulong[WeightlessGenome.WordsFor(enabled.Count)];
        for (int gene = 0; gene < enabled.Count; gene++)
            bits[gene >> 6] |= enabled[gene] ? 1UL << (gene & 63) : 0;
        var genome = new WeightlessGenome(inputs, outputs, functions, genes, bits);
        _ = genome.HiddenOrder;
        return genome;
    }

    private static List<bool> ReadBase(string word, int genes)
    {
        if (word.Length != (genes + 3) / 4)
        {
            throw new FormatException($"The base block of the genome has {genes} genes, {(genes + 3) / 4} "
                + $"digits, but the text has {word.Length}.");
        }
        List<bool> enabled = new(genes);
        for (int gene = 0; gene < 4 * word.Length; gene++)
        {
            if (!char.IsAsciiHexDigitUpper(word[gene / 4]))
                throw new FormatException($"'{word[gene / 4]}' is not a hexadecimal digit of a genome.");
            bool on = (Convert.ToInt32(word[gene / 4].ToString(), 16) >> (gene % 4) & 1) != 0;
            if (gene < genes)
                enabled.Add(on);
            else if (on)
                throw new FormatException($"The last digit of the base block has genes beyond the {genes}.");
        }
        return enabled;
    }

    private static ImmutableArray<NeuronFunction> ReadFunctions(
        string word, ImmutableArray<NeuronFunction> allowed)
    {
        if (word == ".")
            return [];
        var functions = ImmutableArray.CreateBuilder<NeuronFunction>();
        foreach (string number in word.Split(','))
        {
            if (!byte.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out byte function)
                || !allowed.Contains((NeuronFunction)function))
            {
                throw new FormatException($"'{Shortened(number)}' is not a function of this space: "
                    + $"{string.Join(',', allowed.Select(f => (int)f))}.");
            }
            functions.Add((NeuronFunction)function);
        }
        return functions.ToImmutable();
    }

    private static ImmutableArray<ConnectionGene> ReadGenes(
        string word, List<bool> enabled, int inputs, int outputs, int hidden)
    {
        var genes = ImmutableArray.CreateBuilder<ConnectionGene>();
        var seen = new HashSet<ConnectionGene>();
        for (int at = word == "." ? 1 : 0; at < word.Length;)
        {
            int source = ReadNode(word, ref at, ">"), target = ReadNode(word, ref at, "+-");
            if (!IsPossible(source, target, inputs, outputs, hidden) || !seen.Add(new(source, target)))
            {
                throw new FormatException($"Gene {source}>{target} of the genome stands there twice, or is not "
                    + "a further connection from the bias, an input or a hidden neuron to a neuron among its "
                    + $"{1 + inputs + outputs + hidden} nodes.");
            }
            genes.Add(new(source, target));
            enabled.Add(word[at - 1] == '+');
        }
        return genes.ToImmutable();
    }

    // Connections from the bias or an input to an output are in the base block.
    private static bool IsPossible(int source, int target, int inputs, int outputs, int hidden)
    {
        int firstHidden = 1 + inputs + outputs, nodes = firstHidden + hidden;
        bool fromHidden = source >= firstHidden;
        return source < nodes && target < nodes && source != target
            && (fromHidden || source <= inputs) && target > inputs && (fromHidden || target >= firstHidden);
    }

    // A number and the mark behind it.
    private static int ReadNode(string word, ref int at, string marks)
    {
        int length = word.AsSpan(at).IndexOfAny(marks);
        if (length < 1 || !int.TryParse(
            word.AsSpan(at, length), NumberStyles.None, CultureInfo.InvariantCulture, out int node))
        {
            throw new FormatException("The genes of a genome are source>target and + or -, but at character "
                + $"{at} the text is '{Shortened(word[at..])}'.");
        }
        at += length + 1;
        return node;
    }

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..60] + "...";
}
