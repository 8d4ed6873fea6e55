namespace Precocial.Tensors.Tests;

/// <summary>Operations on a tape of their own, and elements by their indices.</summary>
public abstract class OperationTests : IDisposable
{
    private readonly Tape _tape = new();

    public void Dispose()
    {
        _tape.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>0, 1, 2, ...</summary>
    protected Tensor Counting(Shape shape) =>
        Of(shape, [.. Enumerable.Range(0, shape.Count).Select(i => (float)i)]);

    protected Tensor Of(Shape shape, params float[] values) => _tape.Input(Tensor.From(values, shape));

    protected Tensor Normal(Shape shape, ulong seed = 1) => _tape.Input(Points.Normal(shape, seed));

    protected static float At(Tensor x, params ReadOnlySpan<int> indices)
    {
        int offset = 0;
        for (int axis = 0; axis < indices.Length; axis++)
            offset = offset * x.Shape[axis] + indices[axis];
        return x.Span[offset];
    }

    protected static void Each(Tensor y, Func<int, int, int, double> expected, double tolerance = 1e-5)
    {
        y.Shape.Rank.ShouldBe(3);
        for (int i = 0; i < y.Shape[0]; i++)
        {
            for (int j = 0; j < y.Shape[1]; j++)
            {
                for (int k = 0; k < y.Shape[2]; k++)
                    ((double)At(y, i, j, k)).ShouldBe(expected(i, j, k), tolerance, $"at [{i}, {j}, {k}]");
            }
        }
    }

    protected static double Sum(int count, Func<int, double> term) => Enumerable.Range(0, count).Sum(term);
}
