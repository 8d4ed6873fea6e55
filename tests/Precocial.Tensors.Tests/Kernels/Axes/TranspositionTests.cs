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
            int[] sizes = [.. axes.Select(axis => shape[axis])], strides = [.. axes.Select(axis => Stride(shape, axis))];
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
                using Native x = Native.Random(rows * columns, new Rng(1)), y = new(x.Length), z = new(x.Length);
                Transposition.Transpose(x.Pointer, y.Pointer, rows, columns);
                Transposition.Transpose(y.Pointer, z.Pointer, columns, rows);
                Bits.ShouldBeEqual(z.Span, x.Span, $"{rows} × {columns}");
            }
        }
    }

    [Fact]
    public void CopyBlocks_IntoAConcatenation_FillsOnlyItsPart()
    {
        float[] x = [1, 2, 3, 4, 5, 6], y = new float[10];
        fixed (float* from = x, to = y)
        {
            Transposition.CopyBlocks(from, 3, to + 2, 5, blocks: 2, length: 3);
            Transposition.CopyBlocks(from, 3, to + 2, 5, blocks: 2, length: 1, accumulate: true);
        }
        y.ShouldBe([0, 0, 2, 2, 3, 0, 0, 8, 5, 6]);
    }

    [Fact]
    public void CopyRegion_IntoAPaddedPlane_LeavesTheBorder()
    {
        float[] x = [1, 2, 3, 4, 5, 6], y = new float[20];
        fixed (float* from = x, to = y)
            Transposition.CopyRegion(from, [3, 1], to + 6, [5, 1], [2, 3]);
        y.ShouldBe([0, 0, 0, 0, 0, 0, 1, 2, 3, 0, 0, 4, 5, 6, 0, 0, 0, 0, 0, 0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(19)]
    [InlineData(300)]
    public void ScatterAddRows_AfterGatherRows_CountsRepetitions(int columns)
    {
        int[] numbers = [2, 0, 2, 2];
        using Native x = Native.Random(3 * columns, new Rng(1)), y = new(4 * columns), dx = new(3 * columns);
        dx.Span.Clear();
        fixed (int* number = numbers)
        {
            Transposition.GatherRows(x.Pointer, number, y.Pointer, 4, columns);
            Transposition.ScatterAddRows(y.Pointer, number, dx.Pointer, 4, columns);
        }
        for (int i = 0; i < columns; i++)
        {
            y.Span[3 * columns + i].ShouldBe(x.Span[2 * columns + i]);
            dx.Span[i].ShouldBe(x.Span[i]);
            dx.Span[columns + i].ShouldBe(0);
            dx.Span[2 * columns + i].ShouldBe(x.Span[2 * columns + i] * 2 + x.Span[2 * columns + i]);
        }
        dx.GuardsAreIntact();
    }

    private static int Stride(int[] shape, int axis) => shape[(axis + 1)..].Aggregate(1, (a, b) => a * b);
}
