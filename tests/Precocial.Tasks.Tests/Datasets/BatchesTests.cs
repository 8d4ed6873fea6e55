using Precocial.Tensors;

namespace Precocial.Tasks.Tests;

public sealed class BatchesTests
{
    [Fact]
    public void InOrder_UnevenSize_KeepsTheSmallerLastBatch()
    {
        var data = Sets.Table(samples: 7);
        var batches = new Batches(data, batchSize: 3);
        batches.Count.ShouldBe(3);
        batches.InOrder().Select(batch => batch.Inputs.Shape[0]).ShouldBe([3, 3, 1]);
        batches.InOrder().SelectMany(batch => batch.Inputs.ToArray()).ShouldBe(data.Inputs.ToArray());
        batches.InOrder().SelectMany(batch => batch.Labels).ShouldBe(data.Labels);
    }

    [Fact]
    public void Shuffled_OnePass_ShowsEverySampleOnceWithItsLabel()
    {
        var seen = new List<(float First, int Label)>();
        foreach (var batch in new Batches(Sets.Table(samples: 10, classes: 5), batchSize: 4)
            .Shuffled(new Rng(1)))
        {
            for (int i = 0; i < batch.Count; i++)
                seen.Add((batch.Inputs.Span[3 * i], batch.Labels[i]));
        }
        seen.SequenceEqual(seen.Order()).ShouldBeFalse();
        seen.Order().ShouldBe(Enumerable.Range(0, 10).Select(i => (10f * i, i % 5)));
    }

    [Fact]
    public void Shuffled_SameStream_SamePass()
    {
        var batches = new Batches(Digits.Load(), batchSize: 600, Augmentation.For(Digits.Load()));
        float[] Pass(ulong seed) => [.. batches.Shuffled(new Rng(seed)).SelectMany(b => b.Inputs.ToArray())];
        Pass(1).ShouldBe(Pass(1));
        Pass(1).ShouldNotBe(Pass(2));
    }

    [Fact]
    public void Pass_ReusesItsTensors()
    {
        var batches = new Batches(Sets.Table(samples: 6), batchSize: 3);
        batches.InOrder().Select(batch => batch.Inputs).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void Constructor_AugmentedTable_SaysWhatAugmentationIsFor() =>
        Should.Throw<ArgumentException>(() => new Batches(Sets.Table(4), 2, new() { Shift = 1 }))
            .Message.ShouldContain("[channels, height, width]");
}
