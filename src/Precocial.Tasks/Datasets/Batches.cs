using Precocial.Tensors;

namespace Precocial.Tasks;

/// <summary>Feeds a data set to a network, batch by batch.</summary>
/// <remarks>
/// Owns one input tensor that every batch is copied into (and a second one for the smaller last batch), so a
/// pass allocates nothing of a batch's size. Not thread-safe: one <see cref="Batches"/> a thread; they may
/// share the data set.
/// <code>
/// var batches = new Batches(split.Train, batchSize: 64, Augmentation.For(split.Train));
/// foreach (var batch in batches.Shuffled(rng.Split((ulong)epoch)))
///     loss = network.Forward(tape.Input(batch.Inputs), context).CrossEntropy(batch.Labels);
/// </code>
/// </remarks>
public sealed class Batches
{
    private readonly Batch _whole, _rest;

    /// <summary>Batches of a data set.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="batchSize">How many at a time; at most the set's size is used.</param>
    /// <param name="augmentation">How <see cref="Shuffled"/> varies the images; null for not at all.</param>
    /// <exception cref="ArgumentException">Augmentation of samples that are not images.</exception>
    public Batches(Dataset data, int batchSize, Augmentation? augmentation = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        Augmentation = augmentation ?? Augmentation.None;
        if (!Augmentation.IsNone && !data.IsImages)
            throw new ArgumentException($"Augmentation is for images [channels, height, width], but the "
                + $"samples of {data.Name} are {data.SampleShape}. Leave it out.", nameof(augmentation));
        Data = data;
        BatchSize = Math.Min(batchSize, data.Count);
        _whole = Room(BatchSize);
        _rest = Room(data.Count % BatchSize);
    }

    /// <summary>The samples.</summary>
    public Dataset Data { get; }

    /// <summary>How many samples every batch has but the last, which may have fewer.</summary>
    public int BatchSize { get; }

    /// <summary>How <see cref="Shuffled"/> varies the images.</summary>
    public Augmentation Augmentation { get; }

    /// <summary>The number of batches in one pass.</summary>
    public int Count => (Data.Count + BatchSize - 1) / BatchSize;

    /// <summary>One pass in random order, augmented: for training.</summary>
    /// <param name="rng">Draws the order and the augmentation; give each epoch its own stream.</param>
    public IEnumerable<Batch> Shuffled(Rng rng)
    {
        var order = Enumerable.Range(0, Data.Count).ToArray();
        rng.Shuffle(order.AsSpan());
        return Walk(order, Augmentation.IsNone ? null : rng);
    }

    /// <summary>One pass in the set's order, not augmented: for evaluation.</summary>
    public IEnumerable<Batch> InOrder() => Walk(Enumerable.Range(0, Data.Count).ToArray(), rng: null);

    private IEnumerable<Batch> Walk(int[] order, Rng? rng)
    {
        for (int start = 0; start < order.Length; start += BatchSize)
        {
            var batch = order.Length - start >= BatchSize ? _whole : _rest;
            Fill(batch, order.AsSpan(start, batch.Count), rng);
            yield return batch;
        }
    }

    private void Fill(Batch batch, ReadOnlySpan<int> indices, Rng? rng)
    {
        int size = Data.SampleShape.Count;
        for (int i = 0; i < indices.Length; i++)
        {
            var target = batch.Inputs.Span.Slice(i * size, size);
            batch.Labels[i] = Data.Labels[indices[i]];
            if (rng is null)
                Data.Sample(indices[i]).CopyTo(target);
            else
                Augmentation.Apply(Data.Sample(indices[i]), target, Data.SampleShape, Data.Mean, rng);
        }
    }

    private Batch Room(int count) =>
        new(Tensor.Zeros(Shape.Create([count, .. Data.SampleShape.ToArray()])), new int[count]);
}
