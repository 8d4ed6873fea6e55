using System.Collections.Immutable;
using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>The banks of one stage of a <see cref="MemoryBankSpace"/>'s network while it is built.</summary>
internal sealed class MemoryBankStage(GraphBuilder builder, int banks, int channels)
{
    private const int Empty = -1;
    private static readonly Activation s_relu = new(ActivationFunction.Relu);

    private readonly int[] _banks = new int[banks];

    /// <summary>Bank 0 holds the builder's last node, the others are empty.</summary>
    public void Begin()
    {
        Array.Fill(_banks, Empty);
        _banks[0] = builder.Last;
    }

    /// <summary>Adds an operation that reads and writes the banks of two masks.</summary>
    public void Add(int index, int reads, int writes, int kernel)
    {
        ImmutableArray<int> read =
            [.. MemoryBankOperation.BanksOf(reads).Where(bank => _banks[bank] != Empty)];
        var operation = new MemoryBankOperation(index, read.IsEmpty ? [0] : read,
            MemoryBankOperation.BanksOf(writes), kernel);
        string name = $"op{index}_{MemoryBankOperation.Kernels[kernel]}";
        SideBySide($"op{index}_read", [.. operation.Reads.Select(bank => _banks[bank])]);
        builder.Add(operation.Name, new Convolution(channels, Kernel: 1));
        builder.Add($"op{index}_norm", new BatchNorm());
        builder.Add($"op{index}_activation", s_relu);
        builder.Add($"{name}_depthwise", DepthwiseOf(kernel));
        int output = builder.Add($"{name}_norm", new BatchNorm());
        foreach (int bank in operation.Writes)
        {
            _banks[bank] = _banks[bank] == Empty
                ? output
                : builder.Add($"op{index}_bank{bank}", new Sum(), _banks[bank], output);
        }
    }

    /// <summary>All banks side by side, behind a rectifier; an empty one is zeros, so that the width is that
    /// of every network.</summary>
    public void End(string name)
    {
        int[] parts = [.. _banks.Select((node, bank) =>
            node == Empty ? builder.Add($"{name}_bank{bank}", new Zero(), _banks[0]) : node)];
        SideBySide($"{name}_banks", parts);
        builder.Add($"{name}_activation", s_relu);
    }

    private void SideBySide(string name, int[] parts) => builder.Add(name, new Concat(), parts);

    private static DepthwiseConvolution DepthwiseOf(int kernel) => MemoryBankOperation.Kernels[kernel] switch
    {
        "sep3" => new(Kernel: 3),
        "sep5" => new(Kernel: 5),
        _ => new(Kernel: 3, Dilation: 2),
    };
}
