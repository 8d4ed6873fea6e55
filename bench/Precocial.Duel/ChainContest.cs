using Precocial.Tensors;

namespace Precocial.Duel;

/// <summary>chain ROWS DIM LENGTH MODE: x ← relu(x·W + b), LENGTH times, recorded; MODE = forward, or both
/// with the gradients of W, b and x.</summary>
internal sealed class ChainContest : IContest
{
    public Action? Prepare(string[] request)
    {
        if (request is not ["chain", var rowCount, var width, var repeats, "forward" or "both"])
            return null;
        int rows = int.Parse(rowCount), dim = int.Parse(width), length = int.Parse(repeats);
        var rng = new Rng(7);
        // Weights as in the yardstick: values neither die out nor grow.
        var w = Random(rng, [dim, dim], MathF.Sqrt(6f / dim) * 0.9f);
        var b = Random(rng, [dim], 0.1f);
        var start = Random(rng, [rows, dim], 1);
        var tape = new Tape();
        Tensor Forward()
        {
            var x = tape.Input(start);
            for (int i = 0; i < length; i++)
                x = x.MatMul(w).AddBias(b).Relu();
            return x;
        }
        void Backward()
        {
            foreach (var tensor in new ReadOnlySpan<Tensor>([w, b, start]))
                tensor.ClearGradient();
            tape.Backward(Forward().Sum());
            tape.Reset();
        }
        if (request[4] == "both")
            return Backward;
        return () =>
        {
            Forward();
            tape.Reset();
        };
    }

    private static Tensor Random(Rng rng, Shape shape, float scale)
    {
        var tensor = Tensor.Zeros(shape, requiresGradient: true);
        foreach (ref float value in tensor.Span)
            value = (2 * rng.NextSingle() - 1) * scale;
        return tensor;
    }
}
