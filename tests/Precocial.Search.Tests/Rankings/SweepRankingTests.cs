using System.Text.Json;
using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class SweepRankingTests
{
    [SkippableFact]
    public void Rank_Goldens_FrontsCrowdingAndRanksAreTheAuthors()
    {
        foreach (string file in Goldens.Files("wann", "nsga*.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            var cases = document.RootElement.GetProperty("cases").EnumerateArray().ToArray();
            cases.Length.ShouldBeGreaterThan(0);
            foreach (var golden in cases)
                CheckCase(golden);
        }
    }

    [Fact]
    public void Fronts_RandomPopulations_AreThoseOfTheSlowSort()
    {
        for (int size = 1; size < 60; size++)
        {
            var rng = new Rng((ulong)size);
            // Few values, so that there are ties of every kind.
            double[] a = [.. Enumerable.Range(0, size).Select(_ => (double)rng.Next(6))];
            double[] b = [.. Enumerable.Range(0, size).Select(_ => (double)rng.Next(6))];
            Objectives[] both = [.. a.Zip(b, (x, y) => new Objectives([x, y]))];
            TwoObjectiveFronts.Of(a, b).ShouldBe(NonDominatedSorting.Fronts(both));
        }
    }

    [Fact]
    public void Rank_CoinFallsByItsShare()
    {
        // Each is best in its own second objective, and in the mean they are equal.
        WeightSweep[] pair = [new([1, 3], 10), new([2, 2], 5)];
        int simple = Enumerable.Range(0, 2000).Count(
            i => Ranking.BySweep.Rank(pair, new Rng((ulong)i))[1] == 0);
        // Four deviations of 0.8 in 2000: 0.036.
        (simple / 2000.0).ShouldBe(0.8, 0.036);
    }

    [Fact]
    public void Rank_Repeats_StandBehindEverybodyUnlessFaithful()
    {
        WeightSweep good = new([3, 3], 4), poor = new([1, 1], 9);
        WeightSweep[] population = [good, good, poor, good];
        Ranking.BySweep.Rank(population, new Rng(1)).ShouldBe([0, 2, 1, 3]);
        new BySweep { Faithful = true }.Rank(population, new Rng(1))[2].ShouldBe(3);
    }

    [Fact]
    public void Rank_Sound_EachObjectiveCountsAlikeWhateverItsUnit()
    {
        var rng = new Rng(4);
        double[] a = [.. Enumerable.Range(0, 50).Select(_ => rng.NextDouble())];
        double[] b = [.. a.Select(x => 1 - x + 0.2 * rng.NextDouble())];
        var sound = new BySweep();
        // Powers of two scale without rounding.
        sound.Rank([.. a.Select(x => 1024 * x)], b).ShouldBe(sound.Rank(a, b));
        var faithful = new BySweep { Faithful = true };
        faithful.Rank([.. a.Select(x => 1024 * x)], b).ShouldNotBe(faithful.Rank(a, b));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rank_ZeroMaximum_IsStillEveryPlaceOnce(bool faithful)
    {
        var ranking = new BySweep { Faithful = faithful };
        int[] rank = ranking.Rank([-3, -2, -1, 0, -1], [4, 3, 2, 1, 1]);
        rank.Order().ShouldBe([0, 1, 2, 3, 4]);
    }

    // Members whose crowding is equal may have their ranks in any order.
    private static void CheckCase(JsonElement golden)
    {
        double[][] objectives = [.. golden.GetProperty("objectives").EnumerateArray()
            .Select(pair => pair.EnumerateArray().Select(v => v.GetDouble()).ToArray())];
        double[] first = [.. objectives.Select(o => o[0])], second = [.. objectives.Select(o => o[1])];
        int[] front = TwoObjectiveFronts.Of(first, second);
        int[] expectedRank = Integers(golden.GetProperty("rank"));
        int[] rank = new BySweep { Faithful = true }.Rank(first, second);
        var room = new double[front.Length];
        Crowding.Add(first, front, faithful: true, room);
        Crowding.Add(second, front, faithful: true, room);
        int number = 0;
        foreach (var (members, crowding) in golden.GetProperty("fronts").EnumerateArray()
            .Zip(golden.GetProperty("crowd_inf_is_1e308").EnumerateArray()))
        {
            int[] expected = Integers(members);
            expected.ShouldAllBe(i => front[i] == number);
            double[] rooms = [.. crowding.EnumerateArray().Select(v => v.GetDouble())];
            CheckCrowding(expected, rooms, first, second, room);
            expected.Select(i => rank[i]).Order().ShouldBe(expected.Select(i => expectedRank[i]).Order());
            number++;
        }
        for (int i = 0; i < rank.Length; i++)
        {
            int same = Array.IndexOf(expectedRank, rank[i]);
            front[same].ShouldBe(front[i]);
            if (!TiedInAnObjective(i, first, second, front) && !TiedInAnObjective(same, first, second, front))
                (room[same] == room[i] || Math.Abs(room[same] - room[i]) < 1e-9 * room[i]).ShouldBeTrue();
        }
        front.Max().ShouldBe(number - 1);
    }

    private static void CheckCrowding(
        int[] members, double[] expected, double[] first, double[] second, double[] room)
    {
        for (int k = 0; k < members.Length; k++)
        {
            int i = members[k];
            bool tied = members.Any(j => j != i && (first[j] == first[i] || second[j] == second[i]));
            double mine = double.IsPositiveInfinity(room[i]) ? 1e308 : room[i];
            if (!tied)
                mine.ShouldBe(expected[k], 1e-9 * expected[k], $"member {i}");
        }
    }

    private static bool TiedInAnObjective(int i, double[] first, double[] second, int[] front) =>
        Enumerable.Range(0, front.Length).Any(j => j != i && front[j] == front[i]
            && (first[j] == first[i] || second[j] == second[i]));

    private static int[] Integers(JsonElement list) => [.. list.EnumerateArray().Select(v => v.GetInt32())];
}
