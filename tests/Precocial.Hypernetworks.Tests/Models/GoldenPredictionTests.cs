using System.Text.Json;
using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Hypernetworks.Tests;

public sealed class GoldenPredictionTests
{
    [SkippableTheory]
    [InlineData("ghn2", 1_620_764)]
    [InlineData("ghn1", 1_620_668)]
    [InlineData("mlp", 1_614_396)]
    [InlineData("ghn2_tiny", 56_150)]
    public void Parameters_OfEachModel_AreAsManyAsInTheReleasedCode(string model, int count) =>
        GoldenHypernetworks.Load(model).Parameters.Sum(p => p.Count).ShouldBe(count);

    [SkippableFact]
    public void ShapeVocabulary_OfTenClasses_IsTheReleasedCodes()
    {
        string path = Goldens.File("ghn", "configs.json");
        JsonElement tables = JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("shape_encoder");
        var shapes = new ShapeVocabulary(classes: 10, largestKernel: 11);
        shapes.Channels.ShouldBe(tables.GetProperty("channels").EnumerateArray().Select(v => v.GetInt32()));
        shapes.Spatial.ShouldBe(tables.GetProperty("spatial").EnumerateArray().Select(v => v.GetInt32()));
    }

    [SkippableFact]
    public void Messages_OfEveryNetwork_AreTheReleasedCodesVirtualEdges()
    {
        foreach (GoldenNetwork network in GoldenNetwork.All())
        {
            MessageGraph messages = network.Graph.Messages(50);
            byte[] expected = new byte[network.Graph.Nodes.Length * network.Graph.Nodes.Length];
            foreach ((int source, int target, int length) in network.Edges)
                expected[source * network.Graph.Nodes.Length + target] = (byte)length;
            network.Graph.Lengths(50).ShouldBe(expected, network.Name);
            (messages.Edges + messages.VirtualEdges).ShouldBe(network.Edges.Count(), network.Name);
        }
    }

    [SkippableFact]
    public void Stages_OfEveryNetworkAndModel_AreTheReleasedCodes()
    {
        foreach (GoldenNetwork network in GoldenNetwork.All())
        {
            foreach (string model in network.Models)
            {
                using var tape = new Tape(recording: false);
                IReadOnlyList<Tensor> stages = GoldenHypernetworks.Load(model).Stages(tape, network.Graph);
                foreach ((Tensor stage, JsonElement expected) in stages.Zip(network.Stages(model)))
                    stage.ShouldFit(expected, $"{network.Name} {model}");
            }
        }
    }

    [SkippableFact]
    public void Stages_WholeTensors_AreTheReleasedCodes()
    {
        foreach (string path in Goldens.Files("ghn", "*.nodes.safetensors"))
        {
            string[] parts = Path.GetFileName(path).Split('.');
            using var tape = new Tape(recording: false);
            var stages = GoldenHypernetworks.Load(parts[1]).Stages(tape, GoldenNetwork.Load(parts[0]).Graph);
            foreach ((string name, Tensor expected) in GoldenHypernetworks.TensorsOf(Path.GetFileName(path)))
                ((ReadOnlySpan<float>)stages[name[1] - '0'].Span).ShouldFit(expected.Span, $"{parts[0]} {name}");
        }
    }

    [SkippableFact]
    public void PredictOn_EveryNetworkAndModel_GivesTheReleasedCodesWeights()
    {
        foreach (GoldenNetwork network in GoldenNetwork.All())
        {
            foreach (string model in network.Models)
            {
                using var tape = new Tape(recording: false);
                var weights = GoldenHypernetworks.Load(model).PredictOn(tape, network.Graph);
                int count = 0;
                foreach (JsonElement expected in network.Parameters(model))
                {
                    string name = expected.GetProperty("name").GetString()!;
                    weights[name].ShouldFit(expected, $"{network.Name} {model} {name}");
                    count++;
                }
                weights.Count.ShouldBe(count);
            }
        }
    }

    [SkippableFact]
    public void PredictOn_WholeTensors_AreTheReleasedCodes()
    {
        foreach (string path in Goldens.Files("ghn", "*.params.safetensors"))
        {
            string[] parts = Path.GetFileName(path).Split('.');
            using var tape = new Tape(recording: false);
            var weights = GoldenHypernetworks.Load(parts[1]).PredictOn(tape, GoldenNetwork.Load(parts[0]).Graph);
            foreach ((string name, Tensor expected) in GoldenHypernetworks.TensorsOf(Path.GetFileName(path)))
                ((ReadOnlySpan<float>)weights[name].Span).ShouldFit(expected.Span, $"{parts[0]} {parts[1]} {name}");
        }
    }
}
