using System.Text.Json;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Cli.Tests;

public sealed class DesignLibraryTests
{
    [Fact]
    public async Task RunAsync_TableInMemory_BeatsTheLinearModelOnRings()
    {
        DesignResult result = await new Design(Rings(), new DesignSettings { Evaluations = 4 })
            .RunAsync(DesignStorage.InMemory());
        result.Winner.Test.Value.ShouldBeGreaterThan(result.Baselines[2].Test.Value);
        result.Search.Points.Count.ShouldBe(4);
        result.Random.Points.Count.ShouldBe(4);
        result.Confusion.Cast<int>().Sum().ShouldBe(result.Winner.Test.Samples);
    }

    [Fact]
    public async Task RunAsync_SameStorageAgain_TrainsNothing()
    {
        DesignStorage storage = DesignStorage.InMemory();
        var settings = new DesignSettings { Evaluations = 2 };
        DesignResult first = await new Design(Rings(), settings).RunAsync(storage);
        DesignResult again = await new Design(Rings(), settings with { Threads = 2 }).RunAsync(storage);
        again.Search.Hash.ShouldBe(first.Search.Hash);
        again.Winner.Latency.ShouldBe(first.Winner.Latency);
        foreach ((string name, Tensor weight) in first.Winner.Network.Weights)
            again.Winner.Network.Weights[name].ToArray().ShouldBe(weight.ToArray());
    }

    [Fact]
    public async Task RunAsync_TimeBudget_IsRememberedAndSaidToBeIrreproducible()
    {
        DesignStorage storage = DesignStorage.InMemory();
        var settings = new DesignSettings { Time = TimeSpan.FromSeconds(1.5) };
        DesignResult first = await new Design(Rings(), settings).RunAsync(storage);
        first.Plan.Reproducible.ShouldBeFalse();
        DesignResult again = await new Design(Rings(), settings).RunAsync(storage);
        again.Search.Points.Count.ShouldBe(first.Search.Points.Count);
        again.Plan.FinalEpochs.ShouldBe(first.Plan.FinalEpochs);
    }

    [Fact]
    public async Task Files_WithoutCSharp_SayWhy()
    {
        const string why = "C# export does not know \"unheard\".";
        DesignResult result = await new Design(Rings(), new DesignSettings { Evaluations = 1 })
            .RunAsync(DesignStorage.InMemory());
        var files = new DesignFiles("a.onnx", "a.safetensors", "a.json", Csharp: null, "a.html")
        {
            CsharpRemark = why,
        };

        DesignTable.Lines(files).ShouldContain("No C# file. " + why);
        JsonElement document = JsonDocument.Parse(
            JsonOutput.Text(DesignDocument.Of(result, files, study: "s"))).RootElement.GetProperty("files");
        document.GetProperty("csharp").ValueKind.ShouldBe(JsonValueKind.Null);
        document.GetProperty("csharp_remark").GetString().ShouldBe(why);
        DesignReport.Write(result, "1", "precocial", why).ShouldContain("none: C# export does not know");
        DesignReport.Write(result, "1", "precocial").ShouldNotContain("C# file");
    }

    [Fact]
    public void Design_AccuracyNotFirst_Throws() => Should.Throw<ArgumentException>(
        () => new Design(Rings(), new DesignSettings { Objectives = [Objective.Flops] }));

    [Fact]
    public void Design_CellsOfATable_Throws() => Should.Throw<SearchException>(
        () => new Design(Rings(), new DesignSettings { Space = SpaceChoice.Cell }));

    [Fact]
    public void Plan_LargerData_GetsLessPerSample()
    {
        DesignPlan small = new Design(Digits.Load()).Plan;
        DesignPlan large = new Design(Blank(samples: 20_000, side: 28)).Plan;
        large.SearchEpochs.ShouldBeLessThan(small.SearchEpochs);
        large.SearchTrain.ShouldBeLessThan(large.Train / 2);
        small.SearchTrain.ShouldBeGreaterThan(small.Train / 2);
    }

    // A disc inside a ring: no line parts them.
    private static Dataset Rings()
    {
        const int samples = 400;
        var rng = new Rng(5);
        var inputs = Tensor.Zeros([samples, 2]);
        var labels = new int[samples];
        for (int i = 0; i < samples; i++)
        {
            labels[i] = i % 2;
            double radius = labels[i] + 0.7 * rng.NextDouble(), angle = 2 * Math.PI * rng.NextDouble();
            inputs.Span[2 * i] = (float)(radius * Math.Cos(angle));
            inputs.Span[2 * i + 1] = (float)(radius * Math.Sin(angle));
        }
        return new Dataset("rings", inputs, labels, ["disc", "ring"]);
    }

    private static Dataset Blank(int samples, int side) => new(
        "blank", Tensor.Zeros([samples, 1, side, side]),
        [.. Enumerable.Range(0, samples).Select(i => i % 10)],
        [.. Enumerable.Range(0, 10).Select(i => $"{i}")]);
}
