using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class PathEncodingTests
{
    [Fact]
    public void Mark_SmallCell_MarksItsPathsAlone()
    {
        // 0 –1→ 1, 0 –0→ 2, 1 –0→ 2: paths (0) and (1, 0); two operations, one input.
        var encoding = new PathEncoding(inputs: 1, operations: 2, longest: 2);
        encoding.Length.ShouldBe(2 + 4);
        var features = new double[6];
        encoding.Mark([new(0, 1, 1), new(0, 2, 0), new(1, 2, 0)], state => state == 2, features);
        features.ShouldBe([1, 0, 0, 0, 1, 0]);
    }

    [Fact]
    public void Mark_LongPath_IsTruncated()
    {
        var features = new double[2];
        new PathEncoding(inputs: 1, operations: 2, longest: 1)
            .Mark([new(0, 1, 1), new(1, 2, 0)], state => state == 2, features);
        features.ShouldBe([0, 0]);
    }

    [Fact]
    public void Features_NasBench201_IsomorphicCellsAreEqual()
    {
        var space = new NasBench201Space();
        // Nodes 1 and 2 exchanged.
        var a = space.Parse("|nor_conv_3x3~0|+|avg_pool_3x3~0|none~1|+|none~0|skip_connect~1|nor_conv_1x1~2|");
        var b = space.Parse("|avg_pool_3x3~0|+|nor_conv_3x3~0|none~1|+|none~0|nor_conv_1x1~1|skip_connect~2|");
        a.ShouldNotBe(b);
        space.Features(a).ShouldBe(space.Features(b));
        space.Features(a).Sum().ShouldBe(2);
        space.Features(a).Length.ShouldBe(4 + 16 + 64);
    }

    [Fact]
    public void Features_CellSpace_PathsOfBothCells()
    {
        var space = new CellSpace(TaskGeometry.Standardized([1, 8, 8], 10), nodes: 2);
        var features = space.Features(space.Sample(new Rng(1)));
        features.Length.ShouldBe(2 * 2 * (7 + 49));
        // A node has two edges, so a cell at least one path from each of two.
        features.Sum().ShouldBeGreaterThanOrEqualTo(4);
    }

    [Fact]
    public void Features_Decisions_AreOneHot()
    {
        var space = new ToySpace();
        double[] features = space.Features(space.Parse("d0=3 d1=0 d2=1 d3=2"));
        features.ShouldBe([0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]);
    }
}
