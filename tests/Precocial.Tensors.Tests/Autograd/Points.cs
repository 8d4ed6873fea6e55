namespace Precocial.Tensors.Tests;

/// <summary>Where functions are differentiated.</summary>
internal static class Points
{
    /// <summary>Standard normal.</summary>
    public static Tensor Normal(Shape shape, ulong seed = 1)
    {
        var rng = new Rng(seed);
        return Make(shape, _ => (float)rng.NextNormal());
    }

    /// <summary>Uniform in an interval.</summary>
    public static Tensor Uniform(Shape shape, double low, double high, ulong seed = 1)
    {
        var rng = new Rng(seed);
        return Make(shape, _ => (float)(low + (high - low) * rng.NextDouble()));
    }

    /// <summary>Different by at least 0.2 and at least 0.1 away from 0: for functions with kinks.</summary>
    public static Tensor Apart(Shape shape, ulong seed = 1)
    {
        var order = Enumerable.Range(0, shape.Count).ToArray();
        new Rng(seed).Shuffle<int>(order);
        return Make(shape, i => (order[i] - shape.Count / 2) * 0.2f + 0.1f);
    }

    private static Tensor Make(Shape shape, Func<int, float> value)
    {
        var tensor = Tensor.Zeros(shape, requiresGradient: true);
        for (int i = 0; i < tensor.Count; i++)
            tensor.Span[i] = value(i);
        return tensor;
    }
}
