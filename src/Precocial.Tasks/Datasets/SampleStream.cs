using Precocial.Tensors;

namespace Precocial.Tasks;

/// <summary>Batches without an end, by number: each pass over the data set is without replacement, and a
/// batch is a function of seed and number alone.</summary>
/// <remarks>For training that counts steps; its nearest neighbour, <see cref="Batches"/>, walks one epoch.
/// Owns the tensor that every batch is copied into. Not thread-safe: one a thread; they may share the data
/// set.</remarks>
/// <param name="data">The samples.</param>
/// <param name="batchSize">How many at a time; at most the set's size is used.</param>
/// <param name="augmentation">How images vary.</param>
/// <param name="rng">Only its seed matters.</param>
public sealed class SampleStream(Dataset data, int batchSize, Augmentation augmentation, Rng rng)
{
    private readonly int _batch = Math.Min(batchSize, data.Count);
    private int[] _order = [];
    private long _pass = -1;

    /// <summary>[batch, ...sample]; reused by the next draw.</summary>
    public Tensor Inputs { get; } =
        Tensor.Zeros(Shape.Create([Math.Min(batchSize, data.Count), .. data.SampleShape.ToArray()]));

    /// <summary>The class of each sample; reused by the next draw.</summary>
    public int[] Labels { get; } = new int[Math.Min(batchSize, data.Count)];

    /// <summary>Fills <see cref="Inputs"/> and <see cref="Labels"/>.</summary>
    /// <param name="number">Of the batch, from 0.</param>
    public void Draw(long number)
    {
        int size = data.SampleShape.Count;
        Rng variation = rng.Split("augmentation").Split((ulong)number);
        for (int i = 0; i < _batch; i++)
        {
            int sample = SampleAt(number * _batch + i);
            Span<float> target = Inputs.Span.Slice(i * size, size);
            Labels[i] = data.Labels[sample];
            if (augmentation.IsNone)
                data.Sample(sample).CopyTo(target);
            else
                augmentation.Apply(data.Sample(sample), target, data.SampleShape, data.Mean, variation);
        }
    }

    private int SampleAt(long position)
    {
        long pass = position / data.Count;
        if (pass != _pass)
        {
            _pass = pass;
            _order = [.. Enumerable.Range(0, data.Count)];
            rng.Split("order").Split((ulong)pass).Shuffle(_order.AsSpan());
        }
        return _order[position % data.Count];
    }
}
