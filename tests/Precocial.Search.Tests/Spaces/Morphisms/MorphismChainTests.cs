using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class MorphismChainTests
{
    private const int Edits = 50;
    private const double Tolerance = 1e-5;

    public static TheoryData<string, ulong> Starts => new()
    {
        { "hand-made", 1 },
        { "macro", 2 },
        { "macro", 3 },
        { "vectors", 4 },
        { "cell", 5 },
        { "nasbench201", 6 },
        { "nasbench201", 7 },
    };

    [Theory]
    [MemberData(nameof(Starts))]
    public void Apply_FiftyRandomEdits_KeepTheFunctionAfterEach(string start, ulong seed)
    {
        var rng = new Rng(seed);
        var network = Trained(Member(start, rng), rng);
        Tensor few = Inputs(network.Graph, 50, rng.Split("few"));
        Tensor inputs = Inputs(network.Graph, 1000, rng.Split("inputs"));
        float[] fewBefore = Outputs(network, few), before = Outputs(network, inputs);
        var settings = new MorphismSettings
        {
            Kinds = [.. Enum.GetValues<MorphismKind>()],
            Replicas = (Replicas)(seed % 3),
            MaxWidth = 16,
            MaxKernel = 3,
            Limits = new() { MaxFlops = 20_000_000 },
        };
        var space = new MorphismSpace(network.Graph, settings);
        var member = space.Root;
        for (int edit = 0; edit < Edits; edit++)
        {
            member = space.Mutate(member, rng.Split((ulong)edit));
            member.Edits.Length.ShouldBe(edit + 1, "no edit kept the limits");
            network = member.Edits[^1].Apply(network);
            // A thousand inputs at every tenth step alone: fifty times would take a minute.
            double difference = edit % 10 == 0 || edit == Edits - 1
                ? Difference(before, Outputs(network, inputs))
                : Difference(fewBefore, Outputs(network, few));
            difference.ShouldBeLessThanOrEqualTo(Tolerance, $"{member}");
        }
        space.Decode(member).Key.ShouldBe(network.Graph.Key);
        member.Edits.Select(edit => edit.GetType()).Distinct().Count().ShouldBeGreaterThan(1);
    }

    private static ArchitectureGraph Member(string start, Rng rng) => start switch
    {
        "macro" => Small(new MacroSpace(TaskGeometry.Standardized([1, 8, 8], 3)), rng),
        "vectors" => Small(new MacroSpace(TaskGeometry.Standardized([6], 3)), rng),
        "cell" => new CellSpace(TaskGeometry.Standardized([1, 6, 6], 3), channels: 2, nodes: 2).Decode(
            new CellSpace(TaskGeometry.Standardized([1, 6, 6], 3), channels: 2, nodes: 2).Sample(rng)),
        "nasbench201" => Small(new NasBench201Space(new NasBench201Skeleton
        {
            InputShape = [1, 6, 6],
            Classes = 3,
            Channels = 2,
            Stages = 2,
            CellsPerStage = 1,
        }), rng),
        _ => SmallStarts.Image(width: 3, classes: 3),
    };

    private static ArchitectureGraph Small<TGenotype>(ISearchSpace<TGenotype> space, Rng rng)
        where TGenotype : notnull =>
        Enumerable.Range(0, 40).Select(_ => space.Decode(space.Sample(rng))).MinBy(graph => graph.Flops)!;

    // Batch norms know the inputs' statistics, as after training.
    private static Network Trained(ArchitectureGraph graph, Rng rng)
    {
        var network = Network.From(graph, new InitializedWeights(), rng);
        for (int step = 0; step < 30; step++)
        {
            using var tape = new Tape(recording: false);
            network.Forward(tape.Input(Inputs(graph, 64, rng)), new ApplyContext(Training: true, rng));
        }
        return network;
    }

    private static Tensor Inputs(ArchitectureGraph graph, int count, Rng rng)
    {
        var inputs = Tensor.Zeros(Shape.Create([count, .. graph.InputShape.ToArray()]));
        foreach (ref float value in inputs.Span)
            value = (float)rng.NextNormal();
        return inputs;
    }

    private static float[] Outputs(Network network, Tensor inputs)
    {
        using var tape = new Tape(recording: false);
        return network.Forward(tape.Input(inputs)).ToArray();
    }

    private static double Difference(float[] a, float[] b)
    {
        a.Max().ShouldBeGreaterThan(a.Min() + 0.1f);
        return a.Zip(b).Max(pair => Math.Abs((double)pair.First - pair.Second));
    }
}
