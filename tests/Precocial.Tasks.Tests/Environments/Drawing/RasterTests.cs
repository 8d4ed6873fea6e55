namespace Precocial.Tasks.Tests;

public sealed class RasterTests
{
    private static readonly Colour Ink = new(10, 200, 30), Paper = new(1, 2, 3);

    [Fact]
    public void FillPolygon_Rectangle_PaintsThePixelsWhoseCentresAreInside()
    {
        var raster = Sheet(8, 6);
        raster.FillPolygon([(1.5, 1.4), (5.5, 1.4), (5.5, 3.6), (1.5, 3.6)], Ink);
        Painted(raster).ShouldBe(
        [
            (1, 1), (2, 1), (3, 1), (4, 1),
            (1, 2), (2, 2), (3, 2), (4, 2),
            (1, 3), (2, 3), (3, 3), (4, 3),
        ]);
    }

    [Fact]
    public void FillPolygon_TwoThatShareAnEdge_PaintEachPixelOnce()
    {
        var left = Sheet(20, 20);
        var right = Sheet(20, 20);
        left.FillPolygon([(0, 0), (13.3, 0), (4.1, 20), (0, 20)], Ink);
        right.FillPolygon([(13.3, 0), (20, 0), (20, 20), (4.1, 20)], Ink);
        Painted(left).Intersect(Painted(right)).ShouldBeEmpty();
        Painted(left).Union(Painted(right)).Count().ShouldBe(400);
    }

    [Fact]
    public void FillPolygon_TurnedRound_PaintsTheSame()
    {
        var forwards = Sheet(16, 16);
        var backwards = Sheet(16, 16);
        (double, double)[] points = [(2.2, 3.1), (14.9, 1.2), (9.4, 8.8), (12.3, 15.1), (1.7, 12.6)];
        forwards.FillPolygon(points, Ink);
        Array.Reverse(points);
        backwards.FillPolygon(points, Ink);
        backwards.Pixels.ShouldBe(forwards.Pixels);
        Painted(forwards).Count().ShouldBeGreaterThan(60);
    }

    [Fact]
    public void FillPolygon_NotConvex_LeavesTheNotchFree()
    {
        var raster = Sheet(10, 10);
        raster.FillPolygon([(0, 0), (10, 0), (10, 10), (5, 2), (0, 10)], Ink);
        raster[5, 8].ShouldBe(Paper);
        raster[0, 8].ShouldBe(Ink);
        raster[9, 8].ShouldBe(Ink);
        raster[5, 1].ShouldBe(Ink);
    }

    [Fact]
    public void FillPolygon_FarLargerThanTheImage_IsCutOff()
    {
        var raster = Sheet(5, 4);
        raster.FillPolygon([(-1e12, -1e12), (1e12, -1e12), (1e12, 1e12), (-1e12, 1e12)], Ink);
        Painted(raster).Count().ShouldBe(20);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void FillPolygon_WithACornerThatIsNoNumber_PaintsNothing(double strange)
    {
        var raster = Sheet(5, 4);
        raster.FillPolygon([(0, 0), (strange, 0), (4, 4)], Ink);
        Painted(raster).ShouldBeEmpty();
    }

    [Fact]
    public void FillRectangle_OutOfOrder_IsTheRectangleAllTheSame()
    {
        var raster = Sheet(8, 6);
        raster.FillRectangle(left: 5.5, top: 3.6, right: 1.5, bottom: 1.4, Ink);
        Painted(raster).Count().ShouldBe(12);
    }

    [Fact]
    public void DrawLine_ThinnerThanAPixel_IsOnePixelWide()
    {
        var raster = Sheet(8, 5);
        raster.DrawLine((0, 2.5), (8, 2.5), width: 0.01, Ink);
        Painted(raster).ShouldBe(Enumerable.Range(0, 8).Select(column => (column, 2)));
    }

    [Fact]
    public void FillDisc_OfDiameter20_HasTheAreaOfADisc()
    {
        var raster = Sheet(30, 30);
        raster.FillDisc((15, 15), diameter: 20, Ink);
        // A polygon of 24 corners has 1.14 % less area; the rim of 63 pixels may add or take some.
        Painted(raster).Count().ShouldBeInRange(298, 330);
    }

    [Fact]
    public void Paint_ADrawing_PutsItsTopAtRowZeroAndPaintsInOrder()
    {
        var raster = new Raster(10, 10);
        raster.Paint(new Drawing(Left: -1, Bottom: 4, Width: 2, Height: 2, Paper,
        [
            new Stroke([(-1, 5), (1, 5), (1, 6), (-1, 6)], Ink),
            new Stroke([(0, 5), (1, 5), (1, 6), (0, 6)], new Colour(9, 9, 9)),
            new Stroke([(0.5, 4.5)], Ink, Width: 0.4),
        ]));
        raster[1, 1].ShouldBe(Ink);
        raster[8, 1].ShouldBe(new Colour(9, 9, 9));
        raster[1, 8].ShouldBe(Paper);
        raster[7, 7].ShouldBe(Ink);
    }

    private static Raster Sheet(int width, int height)
    {
        var raster = new Raster(width, height);
        raster.Fill(Paper);
        return raster;
    }

    private static IEnumerable<(int Column, int Row)> Painted(Raster raster) =>
        from row in Enumerable.Range(0, raster.Height)
        from column in Enumerable.Range(0, raster.Width)
        where raster[column, row] == Ink
        select (column, row);
}
