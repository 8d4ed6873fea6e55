using Precocial.Tensors;

namespace Precocial.Tasks.Tests;

public sealed class SampleStreamTests
{
    [Fact]
    public void Draw_OnePass_HasEverySampleOnce()
    {
        var stream = Stream(seed: 1);
        var seen = new List<float>();
        for (int batch = 0; batch < 5; batch++)
        {
            stream.Draw(batch);
            seen.AddRange(stream.Inputs.Span);
            stream.Labels.ShouldBe(stream.Inputs.ToArray().Select(value => (int)value % 2));
        }
        seen.Order().ShouldBe(Enumerable.Range(0, 10).Select(i => (float)i));
        seen.SequenceEqual(seen.Order()).ShouldBeFalse();
    }

    [Fact]
    public void Draw_AnyOrder_ABatchDependsOnItsNumberAlone()
    {
        SampleStream forward = Stream(seed: 1), jumping = Stream(seed: 1);
        forward.Draw(2);
        forward.Draw(7);
        jumping.Draw(7);
        jumping.Inputs.ToArray().ShouldBe(forward.Inputs.ToArray());
        jumping.Draw(2);
        jumping.Inputs.ToArray().ShouldNotBe(forward.Inputs.ToArray());
    }

    private static SampleStream Stream(ulong seed) => new(
        new Dataset("numbers", Tensor.From([.. Enumerable.Range(0, 10).Select(i => (float)i)], [10, 1]),
            [.. Enumerable.Range(0, 10).Select(i => i % 2)], ["even", "odd"]),
        batchSize: 2, Augmentation.None, new Rng(seed));
}
