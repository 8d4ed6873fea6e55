using System.Text.Json;
using Precocial.Testing;

namespace Precocial.Tasks.Tests;

public sealed class GymRandomTests
{
    [SkippableFact]
    public void Draws_OfGymSeeds_AreNumpys()
    {
        foreach (JsonElement test in Read().SelectMany(golden => golden.GetProperty("cases").EnumerateArray()))
        {
            var random = new GymRandom(test.GetProperty("seed").GetInt32());
            foreach (JsonElement u in test.GetProperty("uniform01").EnumerateArray())
                random.Uniform(0, 1).ShouldBe(u.GetDouble());
            foreach (JsonElement word in test.GetProperty("next_u32").EnumerateArray())
                random.NextUInt32().ShouldBe(word.GetUInt32());
            foreach (JsonElement integer in test.GetProperty("randint_5_10").EnumerateArray())
                random.Integer(5, 10).ShouldBe(integer.GetInt32());
        }
    }

    [SkippableFact]
    public void MersenneTwister_KeyOfTheAuthors_GivesTheirWords()
    {
        JsonElement golden = Read()[0].GetProperty("mt_reference");
        uint[] key = [.. golden.GetProperty("key").EnumerateArray().Select(k => k.GetUInt32())];
        var words = new MersenneTwister(key);
        foreach (JsonElement word in golden.GetProperty("first_u32").EnumerateArray())
            words.NextUInt32().ShouldBe(word.GetUInt32());
    }

    /// <summary>The seed and the ten-thousandth word are those of the C++ standard (std::mt19937).</summary>
    [Fact]
    public void MersenneTwister_SeedOfTheStandard_GivesItsTenThousandthWord()
    {
        var words = new MersenneTwister(5489u);
        for (int i = 1; i < 10_000; i++)
            words.NextUInt32();
        words.NextUInt32().ShouldBe(4123659995u);
    }

    [Fact]
    public void MersenneTwister_EmptyKey_IsRefused() =>
        Should.Throw<ArgumentException>(() => new MersenneTwister([])).Message.ShouldContain("at least one");

    [Fact]
    public void NegativeSeed_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new GymRandom(-1));

    [Fact]
    public void Integer_RangeOfOne_DrawsNothing()
    {
        GymRandom a = new(3), b = new(3);
        a.Integer(4, 5).ShouldBe(4);
        a.NextUInt32().ShouldBe(b.NextUInt32());
    }

    private static JsonElement[] Read() =>
    [
        .. Goldens.Files("physics", "rng*.json")
            .Select(file => JsonDocument.Parse(File.ReadAllText(file)).RootElement),
    ];
}
