using Precocial.Tensors;

namespace Precocial.Benchmarks;

internal static class RandomTensors
{
    public static Tensor Normal(Shape shape, Rng rng, bool requiresGradient = false)
    {
        var tensor = Tensor.Zeros(shape, requiresGradient);
        foreach (ref float value in tensor.Span)
            value = (float)rng.NextNormal();
        return tensor;
    }
}
