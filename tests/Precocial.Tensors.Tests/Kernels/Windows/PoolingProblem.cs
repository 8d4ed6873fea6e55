using Precocial.Tensors.Kernels;

namespace Precocial.Tensors.Tests.Kernels.Windows;

/// <summary>Random inputs of a pooling, and which elements each window has.</summary>
internal sealed class PoolingProblem(PoolingShape shape)
{
    public PoolingShape Shape => shape;

    public int Inputs { get; } = shape.Planes * shape.Height * shape.Width;

    public int Outputs { get; } = shape.Planes * shape.OutHeight * shape.OutWidth;

    public Native X { get; } = Native.Random(shape.Planes * shape.Height * shape.Width, new Rng(1));

    public Native Dy { get; } = Native.Random(shape.Planes * shape.OutHeight * shape.OutWidth, new Rng(2));

    public IEnumerable<(int Input, int Tap, float Value)> Window(int output)
    {
        int row = output / shape.OutWidth % shape.OutHeight, column = output % shape.OutWidth;
        int plane = output / (shape.OutHeight * shape.OutWidth);
        for (int tap = 0; tap < shape.Taps; tap++)
        {
            int y = row * shape.Rows.Stride - shape.Rows.Before + tap / shape.WindowWidth;
            int x = column * shape.Columns.Stride - shape.Columns.Before + tap % shape.WindowWidth;
            if (y < 0 || x < 0 || y >= shape.Height || x >= shape.Width)
                continue;
            int input = (plane * shape.Height + y) * shape.Width + x;
            yield return (input, tap, X.Span[input]);
        }
    }

    public void Check(Native actual, double[] exact)
    {
        // Sums of up to 2·height·width terms of at most 1.
        for (int i = 0; i < exact.Length; i++)
            actual.Span[i].ShouldBe((float)exact[i], 2e-7 * (1 + 2 * shape.Taps));
        actual.GuardsAreIntact();
    }
}
