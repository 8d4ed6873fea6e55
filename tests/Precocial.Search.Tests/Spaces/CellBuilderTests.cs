using Precocial.Architectures;

namespace Precocial.Search.Tests;

public sealed class CellBuilderTests
{
    private static readonly CellSpace s_space =
        new(TaskGeometry.Standardized([1, 8, 8], 10), channels: 4, stages: 2, nodes: 1);

    [Fact]
    public void Decode_Path_IsNamedAfterNodeInputAndOperation()
    {
        ArchitectureGraph graph = Decode("0 sep3 1 max3");
        string[] names = [.. graph.Nodes.Select(node => node.Name)];
        names.ShouldContain("cell0_n2_from0_sep3_depthwise");
        names.ShouldContain("cell0_n2_from1_max3");
        graph.Nodes.Single(node => node.Name == "cell0_n2_from1_max3").Inputs
            .ShouldBe([Array.IndexOf(names, "cell0_in1_norm")]);
    }

    [Fact]
    public void Decode_SidesExchanged_SameNamesAndSameNetwork()
    {
        ArchitectureGraph graph = Decode("0 sep3 1 dil5"), exchanged = Decode("1 dil5 0 sep3");
        exchanged.Nodes.Select(node => node.Name)
            .ShouldBe(graph.Nodes.Select(node => node.Name), ignoreOrder: true);
        exchanged.Key.ShouldBe(graph.Key);
    }

    [Fact]
    public void Decode_SamePathTwice_TwoNodesThatAreTwins()
    {
        ArchitectureGraph graph = Decode("1 sep5 1 sep5");
        string[] names = [.. graph.Nodes.Select(node => node.Name)];
        names.ShouldContain("cell0_n2_from1_sep5_pointwise");
        names.ShouldContain("cell0_n2_from1_sep5#2_pointwise");
        names.ShouldBeUnique();
        ArchitectureGraph.FromJson(graph.ToJson()).Key.ShouldBe(graph.Key);
    }

    // Both cells have the same wiring.
    private static ArchitectureGraph Decode(string node)
    {
        string[] words = node.Split(' ');
        string Cell(string cell) => $"{cell}.2.a={words[0]} {cell}.2.aop={words[1]} "
            + $"{cell}.2.b={words[2]} {cell}.2.bop={words[3]}";
        return s_space.Decode(s_space.Parse($"{Cell("normal")} {Cell("reduction")}"));
    }
}
