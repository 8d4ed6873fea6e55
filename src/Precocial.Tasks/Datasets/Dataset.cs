using Precocial.Tensors;

namespace Precocial.Tasks;

/// <summary>Labelled samples in memory: inputs of one shape, and a class for each.</summary>
/// <remarks>Inputs are as in the file (pixels 0..255 or 0..16, unscaled columns): scaling is part of the
/// network, so that an exported network takes raw data. <see cref="Mean"/> and <see cref="Scale"/> are what
/// it is built with: take them from the training part. Treat a data set as read-only; then any number of
/// threads may share it. <see cref="DataSplit"/> cuts one in three, <see cref="Batches"/> feeds one to a
/// network.</remarks>
public sealed class Dataset
{
    private readonly Lazy<Moments> _moments;

    /// <summary>A data set.</summary>
    /// <param name="name">Short name for tables and files.</param>
    /// <param name="inputs">Shape [samples, ...sample shape].</param>
    /// <param name="labels">One class for each sample, 0..classes−1.</param>
    /// <param name="classNames">What the classes are called, in the order of their numbers.</param>
    /// <param name="officialTest">How many samples at the end are the test part that the set was published
    /// with; 0 where there is none.</param>
    /// <exception cref="DataException">Lengths differ, there are no samples, or a label is out of
    /// range.</exception>
    public Dataset(
        string name, Tensor inputs, int[] labels, IReadOnlyList<string> classNames, int officialTest = 0)
    {
        Check(name, inputs, labels, classNames, officialTest);
        Name = name;
        Inputs = inputs;
        Labels = labels;
        ClassNames = classNames;
        OfficialTest = officialTest;
        SampleShape = Shape.Create(inputs.Shape.ToArray().AsSpan(1));
        _moments = new(() => Moments.Of(inputs));
    }

    /// <summary>Short name for tables and files.</summary>
    public string Name { get; }

    /// <summary>The samples, shape [samples, ...sample shape].</summary>
    public Tensor Inputs { get; }

    /// <summary>A class for each sample.</summary>
    public int[] Labels { get; }

    /// <summary>What the classes are called.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>How many samples at the end are the test part that the set was published with; 0 for
    /// none.</summary>
    public int OfficialTest { get; }

    /// <summary>The shape of one sample: [channels, height, width] for images, [features] for
    /// tables.</summary>
    public Shape SampleShape { get; }

    /// <summary>Whether a sample is an image: [channels, height, width].</summary>
    public bool IsImages => SampleShape.Rank == 3;

    /// <summary>The number of samples.</summary>
    public int Count => Labels.Length;

    /// <summary>The number of classes.</summary>
    public int Classes => ClassNames.Count;

    /// <summary>The mean along the sample's first axis: one value a channel for images, one a feature for
    /// tables.</summary>
    /// <remarks>Computed at the first use, in double precision; one pass over the inputs.</remarks>
    public IReadOnlyList<float> Mean => _moments.Value.Mean;

    /// <summary>The standard deviation beside each <see cref="Mean"/> (divided by n); 0 for a constant
    /// one.</summary>
    public IReadOnlyList<float> Deviation => _moments.Value.Deviation;

    /// <summary>What standardizes: (x − <see cref="Mean"/>) · Scale has mean 0 and deviation 1. It is
    /// 1/deviation, and 0 where the deviation is 0: a constant column tells nothing.</summary>
    public IReadOnlyList<float> Scale => _moments.Value.Scale;

    /// <summary>How many samples each class has.</summary>
    public int[] CountByClass()
    {
        var counts = new int[Classes];
        foreach (int label in Labels)
            counts[label]++;
        return counts;
    }

    /// <summary>The values of one sample, row-major.</summary>
    public ReadOnlySpan<float> Sample(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return Inputs.Span.Slice(index * SampleShape.Count, SampleShape.Count);
    }

    /// <summary>A copy of some of the samples, in the order asked for; the classes stay the same.</summary>
    /// <exception cref="DataException">No index is given.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is not a sample's.</exception>
    public Dataset Subset(ReadOnlySpan<int> indices)
    {
        var inputs = Tensor.Zeros(Shape.Create([indices.Length, .. SampleShape.ToArray()]));
        var labels = new int[indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            Sample(indices[i]).CopyTo(inputs.Span.Slice(i * SampleShape.Count, SampleShape.Count));
            labels[i] = Labels[indices[i]];
        }
        return new Dataset(Name, inputs, labels, ClassNames);
    }

    /// <summary>The same images with fewer pixels, each the mean of the area that it covers.</summary>
    /// <param name="height">At least 1 and at most the images'.</param>
    /// <param name="width">At least 1 and at most the images'.</param>
    /// <exception cref="DataException">The samples are no images, or smaller.</exception>
    public Dataset ScaledTo(int height, int width)
    {
        if (!IsImages || height < 1 || width < 1 || height > SampleShape[1] || width > SampleShape[2])
            throw new DataException($"{Name}: only images can be scaled, and only down, but the samples are "
                + $"{SampleShape} and {height}x{width} is asked for.");
        int planes = Count * SampleShape[0], area = SampleShape[1] * SampleShape[2], newArea = height * width;
        var inputs = Tensor.Zeros([Count, SampleShape[0], height, width]);
        for (int plane = 0; plane < planes; plane++)
        {
            AreaScaling.Run(Inputs.Span.Slice(plane * area, area), SampleShape[1], SampleShape[2],
                inputs.Span.Slice(plane * newArea, newArea), height, width);
        }
        return new Dataset(Name, inputs, Labels, ClassNames, OfficialTest);
    }

    private static void Check(
        string name, Tensor inputs, int[] labels, IReadOnlyList<string> classNames, int officialTest)
    {
        if (inputs.Shape.Rank < 2 || inputs.Count == 0)
            throw new DataException($"{name}: inputs must be [samples, ...] with at least one value, "
                + $"but are {inputs.Shape}.");
        if (inputs.Shape[0] != labels.Length)
            throw new DataException($"{name}: each sample needs one label, but there are {inputs.Shape[0]} "
                + $"samples and {labels.Length} labels.");
        if (officialTest < 0 || officialTest >= labels.Length)
            throw new DataException($"{name}: the test part must be smaller than the set, but is "
                + $"{officialTest} of {labels.Length} samples.");
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classNames.Count)
                throw new DataException($"{name}: labels must be 0..{classNames.Count - 1}, but that of "
                    + $"sample {i} is {labels[i]}.");
        }
    }
}
