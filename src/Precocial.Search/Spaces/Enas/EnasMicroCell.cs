using System.Collections.Immutable;
using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>Adds the cells of an <see cref="EnasMicroSpace"/> to a graph.</summary>
/// <remarks>A node's name tells its block, the state it reads and its operation, so that networks share the
/// weights that ENAS shares.</remarks>
internal sealed class EnasMicroCell(
    GraphBuilder builder, ImmutableArray<byte> choices, EnasMicroSpace space, bool searching)
{
    private static readonly Activation s_relu = new(ActivationFunction.Relu);

    /// <summary>Adds a cell; returns its output.</summary>
    /// <param name="name">Prefix of its nodes' names.</param>
    /// <param name="before">Its first input: the output of the cell before the last; the image before it was
    /// halved, for a reduction cell.</param>
    /// <param name="last">Its second input: the output of the last cell, halved for a reduction cell.</param>
    /// <param name="channels">Channels of each block.</param>
    /// <param name="reduction">Which of the two cells.</param>
    public int Add(string name, int before, int last, int channels, bool reduction)
    {
        List<int> states =
        [
            Project($"{name}.in0", before, channels, reduction ? 2 : 1),
            Project($"{name}.in1", last, channels, stride: 1),
        ];
        var loose = new SortedSet<int> { 0, 1 };
        int offset = reduction ? space.Blocks * EnasMicroWiring.DecisionsPerBlock : 0;
        for (int block = 2; block < space.Blocks + 2; block++, offset += EnasMicroWiring.DecisionsPerBlock)
        {
            int a = Edge($"{name}.b{block}a", states, choices[offset], choices[offset + 2], channels);
            int b = Edge($"{name}.b{block}b", states, choices[offset + 1], choices[offset + 3], channels);
            states.Add(builder.Add($"{name}.b{block}", new Sum(), a, b));
            loose.ExceptWith([choices[offset], choices[offset + 1]]);
            loose.Add(block);
        }
        return searching ? Combine(name, states, loose, channels) : Join(name, states, loose);
    }

    /// <summary>Halves an image; returns the node.</summary>
    public int Reduce(string name, int input, int channels) => Project(name, input, channels, stride: 2);

    // A 1x1 convolution of the loose ends together is the sum of one each: so each can have its own weights.
    private int Combine(string name, List<int> states, SortedSet<int> loose, int channels)
    {
        var parts = new List<int>();
        foreach (int state in loose)
        {
            builder.Add($"{name}.out.from{state}.relu", s_relu, states[state]);
            parts.Add(builder.Add($"{name}.out.from{state}", new Convolution(channels, Kernel: 1)));
        }
        if (parts.Count > 1)
            builder.Add($"{name}.out", new Sum(), [.. parts]);
        return builder.Add($"{name}.out.norm", new BatchNorm());
    }

    private int Join(string name, List<int> states, SortedSet<int> loose) => loose.Count == 1
        ? states[loose.Min]
        : builder.Add($"{name}.out", new Concat(), [.. loose.Select(state => states[state])]);

    private int Project(string name, int input, int channels, int stride)
    {
        builder.Add($"{name}.relu", s_relu, input);
        builder.Add(name, new Convolution(channels, Kernel: 1, stride));
        return builder.Add($"{name}.norm", new BatchNorm());
    }

    private int Edge(string name, List<int> states, byte state, byte operation, int channels)
    {
        name = $"{name}.from{state}.{EnasMicroWiring.Operations[operation]}";
        int input = states[state];
        return operation switch
        {
            0 => Separable(name, input, channels, kernel: 3),
            1 => Separable(name, input, channels, kernel: 5),
            2 => builder.Add(name, new AveragePool(Size: 3, Stride: 1), input),
            3 => builder.Add(name, new MaxPool(Size: 3, Stride: 1), input),
            _ => builder.Add(name, new Identity(), input),
        };
    }

    private int Separable(string name, int input, int channels, int kernel)
    {
        for (int i = 0; i < space.Separations; i++)
        {
            builder.Add($"{name}{i}.relu", s_relu, i == 0 ? input : builder.Last);
            builder.Add($"{name}{i}.depthwise", new DepthwiseConvolution(kernel));
            builder.Add($"{name}{i}.pointwise", new Convolution(channels, Kernel: 1));
            builder.Add($"{name}{i}.norm", new BatchNorm());
        }
        return builder.Last;
    }
}
