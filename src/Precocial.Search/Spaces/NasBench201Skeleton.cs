using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>The fixed part of a NAS-Bench-201 network, around its cells.</summary>
public sealed record NasBench201Skeleton
{
    private static readonly Activation Relu = new(ActivationFunction.Relu);
    private static readonly BatchNorm Norm = new();
    private static readonly Sum Sum = new();

    /// <summary>The shape of one image.</summary>
    public Shape InputShape { get; init; } = [3, 32, 32];

    /// <summary>The number of classes.</summary>
    public int Classes { get; init; } = 10;

    /// <summary>Channels of the first stage; each later stage has twice as many.</summary>
    public int Channels { get; init; } = 16;

    /// <summary>Stages, each after the first at half the resolution.</summary>
    public int Stages { get; init; } = 3;

    /// <summary>Cells in each stage.</summary>
    public int CellsPerStage { get; init; } = 5;

    /// <summary>Constants of the data that raw inputs are standardised with; null for inputs that already
    /// are.</summary>
    public Standardize? Standardize { get; init; }

    /// <summary>The network of a cell.</summary>
    public ArchitectureGraph Build(NasBench201Cell cell) => Build(edge => edge.Add(cell[edge.Number]));

    /// <summary>The network whose edges somebody else adds.</summary>
    /// <param name="addEdge">Adds an edge; returns its last node.</param>
    internal ArchitectureGraph Build(Func<NasBench201Edge, int> addEdge)
    {
        var builder = new GraphBuilder(InputShape);
        if (Standardize is not null)
            builder.Add("standardize", Standardize);
        builder.Add("stem.conv", new Convolution(Channels, Kernel: 3));
        builder.Add("stem.norm", Norm);
        for (int stage = 0, channels = Channels; stage < Stages; stage++, channels *= 2)
        {
            if (stage > 0)
                AddReduction(builder, $"reduction{stage}", channels);
            for (int i = 0; i < CellsPerStage; i++)
                AddCell(builder, $"stage{stage}.cell{i}", addEdge, channels);
        }
        builder.Add("head.norm", Norm);
        builder.Add("head.relu", Relu);
        builder.Add("head.pool", new GlobalAveragePool());
        builder.Add("head.linear", new Linear(Classes));
        return builder.Build();
    }

    /// <summary>The cell that a network was built of.</summary>
    /// <returns>False if it is not a network of this skeleton's naming.</returns>
    public static bool TryReadCell(ArchitectureGraph graph, out NasBench201Cell cell)
    {
        cell = default;
        int found = 0;
        foreach (Node node in graph.Nodes)
        {
            for (int edge = 0; edge < NasBench201Cell.Edges; edge++)
            {
                if (node.Name.StartsWith("stage0.cell0.edge", StringComparison.Ordinal)
                    && node.Name == EdgeNode(node.Primitive, EdgeName("stage0.cell0", edge))
                    && OperationOf(node.Primitive) is { } operation)
                {
                    cell = cell.With(edge, operation);
                    found++;
                }
            }
        }
        return found == NasBench201Cell.Edges;
    }

    private static void AddCell(
        GraphBuilder builder, string name, Func<NasBench201Edge, int> addEdge, int channels)
    {
        Span<int> nodes = [builder.Last, 0, 0, 0];
        Span<int> incoming = stackalloc int[3];
        for (int to = 1, edge = 0; to <= 3; to++)
        {
            for (int from = 0; from < to; from++, edge++)
                incoming[from] = addEdge(new(builder, EdgeName(name, edge), edge, channels, nodes[from]));
            nodes[to] = to == 1 ? incoming[0] : builder.Add($"{name}.node{to}", Sum, incoming[..to]);
        }
    }

    private static void AddReduction(GraphBuilder builder, string name, int channels)
    {
        int input = builder.Last;
        builder.Add(name + ".a.relu", Relu, input);
        builder.Add(name + ".a.conv", new Convolution(channels, Kernel: 3, Stride: 2));
        builder.Add(name + ".a.norm", Norm);
        builder.Add(name + ".b.relu", Relu);
        builder.Add(name + ".b.conv", new Convolution(channels, Kernel: 3));
        int main = builder.Add(name + ".b.norm", Norm);
        builder.Add(name + ".shortcut.pool", new AveragePool(Size: 2, Stride: 2), input);
        int shortcut = builder.Add(name + ".shortcut.conv", new Convolution(channels, Kernel: 1));
        builder.Add(name + ".sum", Sum, shortcut, main);
    }

    private static string EdgeName(string cell, int edge)
    {
        (int from, int to) = NasBench201Cell.EdgeEnds[edge];
        return $"{cell}.edge{from}{to}";
    }

    private static string EdgeNode(Primitive primitive, string edge) =>
        primitive is Convolution ? edge + ".conv" : edge;

    private static NasBench201Operation? OperationOf(Primitive primitive) => primitive switch
    {
        Zero => NasBench201Operation.None,
        Identity => NasBench201Operation.SkipConnect,
        Convolution { Kernel: 1 } => NasBench201Operation.Convolution1x1,
        Convolution { Kernel: 3 } => NasBench201Operation.Convolution3x3,
        AveragePool => NasBench201Operation.AveragePool3x3,
        _ => null,
    };
}
