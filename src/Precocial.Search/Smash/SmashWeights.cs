using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Weights of a <see cref="MemoryBankSpace"/>'s networks: a hypernetwork that reads the wiring
/// makes the 1x1 convolutions, whose shapes vary with it; all others are learned and shared.</summary>
/// <remarks>
/// 1. The wiring as a picture: a row for each bank, a column for each operation; the channels say whether the
///    operation reads the bank and whether it writes it, which kernel it has, and which operation it is.
/// 2. The hypernetwork H is convolutional, each layer on all before it (a small DenseNet), so that an
///    operation's weights depend on what is wired around it. At (bank, operation) its output is the block
///    [N, N] of the operation's 1x1 kernel that reads the bank.
/// 3. The kernel of an operation: the blocks of the banks that it reads, side by side.
/// H's own weights live in the store like the learned ones. Departures: rectifiers without weight
/// normalisation, as every generated kernel is followed by batch norm; H knows the operation's number.
/// Its nearest neighbour: <see cref="SupernetWeights"/>, a tensor of its own for every shape.
/// Source: Brock et al., "SMASH", ICLR 2018, §3.2 and figure 3.
/// </remarks>
public sealed class SmashWeights : ISharedWeights
{
    private const int Masks = 2;

    private readonly MemoryBankSpace _space;
    private readonly ArchitectureGraph _hypernetwork;
    private readonly int _operations;

    /// <summary>Weights for the networks of a space.</summary>
    /// <param name="space">The networks.</param>
    /// <param name="seed">Of the first weights.</param>
    /// <param name="depth">Layers of H before its last. With too few, scores say nothing of the
    /// networks.</param>
    /// <param name="growth">Channels of each of these layers.</param>
    public SmashWeights(MemoryBankSpace space, ulong seed, int depth = 4, int growth = 16)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        (_space, _operations, Store) = (space, space.Stages * space.Operations, new SupernetWeights(seed));
        _hypernetwork = Hypernetwork(depth, growth);
    }

    /// <inheritdoc/>
    public SupernetWeights Store { get; }

    /// <summary>The trained values of the hypernetwork alone.</summary>
    public long HypernetworkParameters => _hypernetwork.Parameters;

    /// <inheritdoc/>
    public string Provenance => "weights of a hypernetwork that reads the wiring, the others shared";

    private int Inputs => Masks + MemoryBankOperation.Kernels.Length + _operations;

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Provide(ArchitectureGraph graph, Rng rng)
    {
        using var tape = new Tape(recording: false);
        return [.. Compute(graph, tape, (tensor, _) => tensor)
            .Select(tensor => tensor.Tape is null ? tensor : tensor.Detach())];
    }

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Compute(
        ArchitectureGraph graph, Tape tape, Func<Tensor, WeightSpec, Tensor> own)
    {
        MemoryBankOperation?[] generated =
            [.. graph.WeightSpecs.Select(weight => MemoryBankOperation.Of(graph.Nodes[weight.Node].Name))];
        IReadOnlyList<Tensor?> shared = Store.ProvideSome(
            graph, weight => MemoryBankOperation.Of(graph.Nodes[weight.Node].Name) is null);
        Tensor blocks = Blocks(generated.OfType<MemoryBankOperation>(), tape, own);
        return [.. shared.Select((tensor, i) => tensor is null
            ? Kernel(blocks, generated[i]!)
            : own(tensor, graph.WeightSpecs[i].Spec))];
    }

    // [banks·operations, N·N].
    private Tensor Blocks(
        IEnumerable<MemoryBankOperation> operations, Tape tape, Func<Tensor, WeightSpec, Tensor> own)
    {
        IReadOnlyList<Tensor> weights = Store.Compute(_hypernetwork, tape, own);
        Tensor output = Network.Run(_hypernetwork, weights, tape.Input(Picture(operations)));
        int places = _space.Banks * _operations;
        return output.Reshape([output.Count / places, places]).Transpose();
    }

    private Tensor Kernel(Tensor blocks, MemoryBankOperation operation)
    {
        int n = _space.Channels;
        Tensor[] read = [.. operation.Reads.Select(bank =>
            blocks.Slice(0, bank * _operations + operation.Index, 1).Reshape([n, n, 1, 1]))];
        return read.Length == 1 ? read[0] : TensorOperations.Concat(read, 1);
    }

    private Tensor Picture(IEnumerable<MemoryBankOperation> operations)
    {
        Tensor picture = Tensor.Zeros([1, Inputs, _space.Banks, _operations]);
        foreach (MemoryBankOperation operation in operations)
        {
            foreach (int bank in operation.Reads)
                Set(0, bank, operation.Index);
            foreach (int bank in operation.Writes)
                Set(1, bank, operation.Index);
            for (int bank = 0; bank < _space.Banks; bank++)
            {
                Set(Masks + operation.Kernel, bank, operation.Index);
                Set(Masks + MemoryBankOperation.Kernels.Length + operation.Index, bank, operation.Index);
            }
        }
        return picture;

        void Set(int channel, int bank, int column) =>
            picture.Span[(channel * _space.Banks + bank) * _operations + column] = 1;
    }

    private ArchitectureGraph Hypernetwork(int depth, int growth)
    {
        var relu = new Activation(ActivationFunction.Relu);
        var builder = new GraphBuilder([Inputs, _space.Banks, _operations]);
        int all = builder.Input;
        for (int layer = 0; layer < depth; layer++)
        {
            builder.Add($"hypernetwork{layer}", new Convolution(growth, Kernel: 3, Bias: true), all);
            int output = builder.Add($"hypernetwork{layer}_activation", relu);
            all = builder.Add($"hypernetwork{layer}_all", new Concat(), all, output);
        }
        builder.Add("hypernetwork_kernels",
            new Convolution(_space.Channels * _space.Channels, Kernel: 1, Bias: true), all);
        return builder.Build();
    }
}
