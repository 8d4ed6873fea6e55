using Precocial.Tensors;

namespace Precocial.Tasks;

/// <summary>Labelled samples in memory: inputs of one shape, and a class for each.</summary>
/// <remarks>Inputs are as in the file (pixels 0..255 or 0..16, unscaled columns): scaling is part of the network, so that
/// an exported network takes raw data. <see cref="Mean"/> and <see cref="Deviation"/> are what it is built with.</remarks>
public sealed class Dataset
{
    /// <summary>A data set.</summary>
    /// <param name="name">Short name for tables and files.</param>
    /// <param name="inputs">Shape [samples, ...sample shape].</param>
    /// <param name="labels">One class for each sample, 0..classes−1.</param>
    /// <param name="classNames">What the classes are called, in the order of their numbers.</param>
    /// <exception cref="DataException">Lengths differ, or a label is out of range.</exception>
    public Dataset(string name, Tensor inputs, int[] labels, IReadOnlyList<string> classNames)
    {
        Name = name;
        Inputs = inputs;
        Labels = labels;
        ClassNames = classNames;
    }

    /// <summary>Short name for tables and files.</summary>
    public string Name { get; }

    /// <summary>The samples, shape [samples, ...sample shape].</summary>
    public Tensor Inputs { get; }

    /// <summary>A class for each sample.</summary>
    public int[] Labels { get; }

    /// <summary>What the classes are called.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The number of samples.</summary>
    public int Count => Labels.Length;

    /// <summary>The number of classes.</summary>
    public int Classes => ClassNames.Count;
}
