using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Hypernetworks;

/// <summary>The images of each step: without replacement in a pass over the data; a function of seed and step
/// alone.</summary>
internal sealed class ImageStream(Dataset data, int batchSize, Augmentation augmentation, Rng rng)
{
    private readonly int _batch = Math.Min(batchSize, data.Count);
    private int[] _order = [];
    private long _pass = -1;

    /// <summary>[batch, ...sample]; reused by the next step.</summary>
    public Tensor Inputs { get; } =
        Tensor.Zeros(Shape.Create([Math.Min(batchSize, data.Count), .. data.SampleShape.ToArray()]));

    /// <summary>The class of each image; reused by the next step.</summary>
    public int[] Labels { get; } = new int[Math.Min(batchSize, data.Count)];

    /// <summary>Fills <see cref="Inputs"/> and <see cref="Labels"/>.</summary>
    public void Draw(long step)
    {
        int size = data.SampleShape.Count;
        Rng variation = rng.Split("augmentation").Split((ulong)step);
        for (int i = 0; i < _batch; i++)
        {
            int sample = SampleAt(step * _batch + i);
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
