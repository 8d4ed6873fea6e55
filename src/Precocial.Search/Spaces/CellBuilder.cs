using System.Collections.Immutable;
using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>Adds the cells of a <see cref="CellSpace"/> to a graph.</summary>
internal sealed class CellBuilder(GraphBuilder builder, ImmutableArray<byte> choices, int nodes)
{
    private const int Unused = -1;
    private static readonly Activation s_relu = new(ActivationFunction.Relu);

    /// <summary>Adds a cell; returns its output.</summary>
    /// <param name="name">Prefix of its nodes' names.</param>
    /// <param name="before">The output of the cell before the last.</param>
    /// <param name="last">The output of the last cell.</param>
    /// <param name="channels">Channels of each node.</param>
    /// <param name="reduction">Whether it halves the image.</param>
    public int Add(string name, CellInput before, CellInput last, int channels, bool reduction)
    {
        int offset = reduction ? nodes * CellWiring.DecisionsPerNode : 0;
        var inputs = Enumerable.Range(0, nodes * 2).Select(i => choices[offset + 2 * i]).ToArray();
        // Where the last cell halved the image, the one before it is twice as large: a stride brings it down.
        int stride = last.Stage > before.Stage ? 2 : 1;
        List<int> states =
        [
            inputs.Contains((byte)0) ? Project($"{name}_in0", before.Node, channels, stride) : Unused,
            inputs.Contains((byte)1) ? Project($"{name}_in1", last.Node, channels, stride: 1) : Unused,
        ];
        for (int node = 0; node < nodes; node++, offset += CellWiring.DecisionsPerNode)
        {
            int a = Edge($"{name}_n{node + 2}a", states, offset, channels, reduction);
            int b = Edge($"{name}_n{node + 2}b", states, offset + 2, channels, reduction);
            states.Add(builder.Add($"{name}_n{node + 2}", new Sum(), a, b));
        }
        return builder.Add($"{name}_out", new Concat(), [.. states.Skip(2)]);
    }

    private int Project(string name, int input, int channels, int stride)
    {
        builder.Add($"{name}_activation", s_relu, input);
        builder.Add(name, new Convolution(channels, Kernel: 1, stride));
        return builder.Add($"{name}_norm", new BatchNorm());
    }

    // In a reduction cell the operations on the cell's own inputs have stride 2.
    private int Edge(string name, List<int> states, int offset, int channels, bool reduction)
    {
        int stride = reduction && choices[offset] < 2 ? 2 : 1;
        return Operation(name, states[choices[offset]], CellWiring.Operations[choices[offset + 1]], channels,
            stride);
    }

    private int Operation(string name, int input, string operation, int channels, int stride) =>
        operation switch
        {
            "skip" when stride == 1 => builder.Add(name, new Identity(), input),
            "skip" => Project(name, input, channels, stride),
            "avg3" => builder.Add(name, new AveragePool(3, stride), input),
            "max3" => builder.Add(name, new MaxPool(3, stride), input),
            "sep3" => Separable(name, input, channels, new(Kernel: 3, stride)),
            "sep5" => Separable(name, input, channels, new(Kernel: 5, stride)),
            "dil3" => Separable(name, input, channels, new(Kernel: 3, stride, Dilation: 2)),
            _ => Separable(name, input, channels, new(Kernel: 5, stride, Dilation: 2)),
        };

    private int Separable(string name, int input, int channels, DepthwiseConvolution depthwise)
    {
        builder.Add($"{name}_activation", s_relu, input);
        builder.Add($"{name}_depthwise", depthwise);
        builder.Add($"{name}_pointwise", new Convolution(channels, Kernel: 1));
        return builder.Add($"{name}_norm", new BatchNorm());
    }
}
