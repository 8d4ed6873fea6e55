using Precocial.Tensors.Kernels;

namespace Precocial.Tensors.Tests.Kernels.Axes;

public sealed unsafe class TranspositionTests
{
    public static TheoryData<int[], int[]> Permutations => new()
    {
        { [], [] }, { [5], [0] }, { [3, 4], [1, 0] }, { [16, 16], [1, 0] }, { [67, 35], [1, 0] }, { [1, 9], [1, 0] },
        { [200, 70], [1, 0] }, { [2, 3, 4], [2, 1, 0] }, { [2, 3, 40], [1, 0, 2] }, { [3, 17, 33], [0, 2, 1] },
        { [2, 3, 4, 5], [0, 2, 3, 1] }, { [2, 5, 3, 4], [3, 0, 2, 1] }, { [2, 1, 3, 2, 1, 4], [5, 4, 3, 2, 1, 0] },
        { [4, 20, 18], [2, 0, 1] },
    };

    [Theory, MemberData(nameof(Permutations))]
    public void Permute_OfAnyAxes_MovesEveryElement(int[] shape, int[] axes)
    {
        Shape source = Shape.Create(shape);
        using Native x = Native.Random(source.Count, new Rng(1)), y = new(source.Count);
        Transposition.Permute(x.Pointer, source, axes, y.Pointer);
        Check(1);
        Transposition.Permute(x.Pointer, source, axes, y.Pointer, accumulate: true);
        Check(2);
        y.GuardsAreIntact();

        void Check(float factor)
        {
            int[] sizes = [.. axes.Select(axis => shape[axis])],
                strides = [.. axes.Select(axis => Stride(shape, axis))];
            for (int i = 0; i < source.Count; i++)
            {
                int from = 0, rest = i;
                for (int axis = sizes.Length - 1; axis >= 0; rest /= sizes[axis--])
                    from += rest % sizes[axis] * strides[axis];
                y.Span[i].ShouldBe(factor * x.Span[from]);
            }
        }
    }

    [Fact]
    public void Transpose_Twice_IsTheIdentity()
    {
        for (int rows = 1; rows <= 35; rows += 2)
        {
            for (int columns = 1; columns <= 35; columns += 3)
            {
                using Native x = Native.Random(rows * columns, new Rng(1)), y = new(x.Length),
                    z = new(x.Length);
                Transposition.Transpose(x.Pointer, y.Pointer, rows, columns);
                Transposition.Transpose(y.Pointer, z.Pointer, columns, rows);
                Bits.ShouldBeEqual(z.Span, x.Span, $"{rows} × {columns}");
            }
        }
    }

    private static int Stride(int[] shape, int axis) => shape[(axis + 1)..].Aggregate(1, (a, b) => a * b);
}
