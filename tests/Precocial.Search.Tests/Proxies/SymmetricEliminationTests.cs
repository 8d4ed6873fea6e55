namespace Precocial.Search.Tests;

public sealed class SymmetricEliminationTests
{
    [Fact]
    public void Of_KnownMatrix_GivesDeterminantAndTraceOfTheInverse()
    {
        double[,] matrix = { { 4, 2, 0 }, { 2, 5, 2 }, { 0, 2, 3 } };
        var (logDeterminant, trace) = SymmetricElimination.Of(matrix);
        // det = 4·(15 − 4) − 2·6 = 32; cofactors of the diagonal: 11, 12, 16.
        logDeterminant.ShouldBe(Math.Log(32), 1e-12);
        trace.ShouldBe(39 / 32.0, 1e-12);
    }

    [Fact]
    public void Of_EqualRows_IsSingular()
    {
        double[,] matrix = { { 7, 3, 7 }, { 3, 9.1, 3 }, { 7, 3, 7 } };
        SymmetricElimination.Of(matrix).ShouldBe((double.NegativeInfinity, double.PositiveInfinity));
    }
}
