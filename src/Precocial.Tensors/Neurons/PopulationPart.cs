using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

/// <summary>Programs of a population that follow one another: their neurons, and the terms of their
/// likelihoods.</summary>
/// <remarks>A term is a neuron as a certain output: networks that have both in common share it.</remarks>
internal sealed class PopulationPart
{
    public PopulationPart(NeuronUnion union, int outputs)
    {
        (Programs, Neurons, Outputs) = (union.Programs, union.Neurons, outputs);
        (Table, NeuronEnds, TermEnds) = (union.ToTable(), union.Ends, new int[Programs]);
        int[] neurons = union.OutputNeurons;
        TermsOf = new int[neurons.Length];
        var known = new Dictionary<(int Neuron, int Output), int>();
        var terms = new List<(int Neuron, int Output)>();
        for (int i = 0; i < neurons.Length; i++)
        {
            var term = (neurons[i], i % outputs);
            if (known.TryAdd(term, terms.Count))
                terms.Add(term);
            (TermsOf[i], TermEnds[i / outputs]) = (known[term], terms.Count);
        }
        TermNeurons = [.. terms.Select(term => term.Neuron)];
        TermOutputs = [.. terms.Select(term => term.Output)];
    }

    public int Programs { get; }

    public int Outputs { get; }

    public int Neurons { get; }

    public NeuronTable Table { get; }

    /// <summary>Of each program, how many neurons there are up to it.</summary>
    public int[] NeuronEnds { get; }

    public int Terms => TermNeurons.Length;

    /// <summary>Of each program, how many terms there are up to it.</summary>
    public int[] TermEnds { get; }

    /// <summary>The terms of each program, [program][output].</summary>
    public int[] TermsOf { get; }

    /// <summary>The neuron of each term.</summary>
    public int[] TermNeurons { get; }

    /// <summary>Which output each term is.</summary>
    public int[] TermOutputs { get; }
}
