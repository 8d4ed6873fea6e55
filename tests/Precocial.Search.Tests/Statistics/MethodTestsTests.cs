using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class MethodTestsTests
{
    [Fact]
    public void PairedPermutationTest_AllDifferencesOfOneSign_IsTheSmallestP() =>
        PairedPermutationTest.Of([1, 2, 3, 4, 5]).ShouldBe(2.0 / 32);

    [Fact]
    public void PairedPermutationTest_ByHand_CountsTheSignsThatReachAsFar() =>
        // Sums of ±3 ±1: 4, 2, -2, -4; as far as 2 are all of them.
        PairedPermutationTest.Of([3, -1]).ShouldBe(1);

    [Fact]
    public void PairedPermutationTest_NoDifference_IsOne() => PairedPermutationTest.Of([0, 0, 0]).ShouldBe(1);

    [Fact]
    public void FriedmanTest_OneMethodAlwaysBest_FindsIt()
    {
        // Demšar's formula by hand: 12·6/(3·4)·((1−2)² + (2−2)² + (3−2)²) = 12.
        var test = FriedmanTest.Of(
            [[9, 9, 9, 9, 9, 9], [5, 5, 5, 5, 5, 5], [1, 1, 1, 1, 1, 1]], new Rng(1));
        test.MeanRanks.ShouldBe([1, 2, 3]);
        test.Statistic.ShouldBe(12, 1e-9);
        // Exactly: 1 of the 6⁵ ways to place the other five seeds.
        test.P.ShouldBeLessThan(0.001);
    }

    [Fact]
    public void FriedmanTest_TiedMethods_SharesRanksAndFindsNothing()
    {
        var test = FriedmanTest.Of([[1, 2, 3], [1, 2, 3]], new Rng(1));
        test.MeanRanks.ShouldBe([1.5, 1.5]);
        test.P.ShouldBe(1);
    }

    [Fact]
    public void FriedmanTest_NoiseAlone_RejectsAboutAsOftenAsItSays()
    {
        int rejected = 0;
        for (ulong run = 0; run < 60; run++)
        {
            var rng = new Rng(7).Split(run);
            double[][] noise = [.. Enumerable.Range(0, 4)
                .Select(_ => Enumerable.Range(0, 5).Select(_ => rng.NextDouble()).ToArray())];
            rejected += FriedmanTest.Of(noise, rng).P < 0.05 ? 1 : 0;
        }
        rejected.ShouldBeLessThan(10);
    }
}
