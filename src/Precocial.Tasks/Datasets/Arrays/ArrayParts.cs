using Precocial.Tensors;

namespace Precocial.Tasks;

/// <summary>Arrays that together are a data set: inputs and labels, and perhaps those of a test
/// part.</summary>
internal sealed record ArrayParts(
    StoredArray Inputs, StoredArray Labels, StoredArray? TestInputs = null, StoredArray? TestLabels = null)
{
    /// <summary>The data set, with images as [channels, height, width].</summary>
    /// <remarks>[n, height, width] becomes one channel; [n, height, width, c] with c of 1, 3 or 4 is turned
    /// to channels first, unless the second axis looks like channels already.</remarks>
    public Dataset ToDataset(string name)
    {
        int train = Inputs.Axes[0], test = TestInputs?.Axes[0] ?? 0;
        Check();
        int size = Inputs.Count / train;
        var sample = SampleAxes(Inputs.Axes, out bool channelsLast);
        if ((long)size * (train + (long)test) > int.MaxValue)
            throw new DataException($"{Inputs.Source}: more than {int.MaxValue} values in all. Take a part "
                + "of the data.");
        var inputs = Tensor.Zeros(Shape.Create([train + test, .. sample]));
        var labels = new float[train + test];
        Inputs.Decode(inputs.Span[..Inputs.Count]);
        Labels.Decode(labels.AsSpan(0, train));
        TestInputs?.Decode(inputs.Span[Inputs.Count..]);
        TestLabels?.Decode(labels.AsSpan(train));
        Finite.Check(inputs.Span, size, Inputs.Source);
        if (channelsLast)
            ChannelsFirst(inputs.Span, sample[0]);
        var (classes, names) = ClassNumbers.From(labels, Labels.Source);
        return new Dataset(name, inputs, classes, names, test);
    }

    private void Check()
    {
        CheckLengths(Inputs, Labels);
        if (TestInputs is null || TestLabels is null)
            return;
        CheckLengths(TestInputs, TestLabels);
        if (!TestInputs.Axes.AsSpan(1).SequenceEqual(Inputs.Axes.AsSpan(1)))
            throw new DataException($"{TestInputs.Source}: samples of the test part are {Show(TestInputs)}, "
                + $"but those of the training part are {Show(Inputs)}. Both must have one shape.");
    }

    private static void CheckLengths(StoredArray inputs, StoredArray labels)
    {
        if (inputs.Axes.Length < 2)
            throw new DataException($"{inputs.Source}: inputs must be [samples, ...], but have shape "
                + $"{Show(inputs)}.");
        // [n, 1] is what many programs write for n labels.
        if (labels.Axes.Length == 0 || labels.Count != labels.Axes[0])
            throw new DataException($"{labels.Source}: labels must be [samples], but have shape "
                + $"{Show(labels)}.");
        if (inputs.Axes[0] != labels.Count)
            throw new DataException($"{labels.Source}: {labels.Count} labels, but {inputs.Source} has "
                + $"{inputs.Axes[0]} samples. Each sample needs one.");
    }

    private static int[] SampleAxes(int[] axes, out bool channelsLast)
    {
        channelsLast = axes.Length == 4 && axes[3] is (1 or 3 or 4) && axes[1] is not (1 or 3 or 4);
        if (channelsLast)
            return [axes[3], axes[1], axes[2]];
        return axes.Length == 3 ? [1, axes[1], axes[2]] : axes[1..];
    }

    private void ChannelsFirst(Span<float> values, int channels)
    {
        int area = Inputs.Axes[1] * Inputs.Axes[2];
        var sample = new float[area * channels];
        for (int start = 0; start < values.Length; start += sample.Length)
        {
            values.Slice(start, sample.Length).CopyTo(sample);
            for (int i = 0; i < sample.Length; i++)
                values[start + i % channels * area + i / channels] = sample[i];
        }
    }

    private static string Show(StoredArray array) => $"[{string.Join(", ", array.Axes)}]";
}
