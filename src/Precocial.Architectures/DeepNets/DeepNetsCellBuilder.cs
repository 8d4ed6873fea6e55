namespace Precocial.Architectures;

/// <summary>Adds the cells of a DeepNets network to its graph: only what the output depends on.</summary>
internal sealed class DeepNetsCellBuilder(DeepNetsPlan plan, DeepNetsLayers layers)
{
    private const int Nothing = DeepNetsLayers.Nothing;

    private readonly int[] _states = new int[2 + DeepNetsCell.MostSteps];

    /// <summary>Adds cell <paramref name="index"/>.</summary>
    /// <param name="index">Its number, from 0.</param>
    /// <param name="first">The output of the cell before the last one, or nothing.</param>
    /// <param name="second">The output of the last cell, or nothing.</param>
    /// <returns>Its output; nothing, if the network does not depend on it.</returns>
    public int Add(int index, int first, int second)
    {
        CellPlan cell = plan.Cells[index];
        if (cell.Live >> 2 == 0)
            return Nothing;
        DeepNetsCell edges = plan.CellOf(index);
        string name = $"cells.{index}";
        _states[0] = cell.IsLive(0) ? First(name + ".preprocess0", cell, first) : Nothing;
        _states[1] = cell.IsLive(1) ? Second(name + ".preprocess1", cell, second) : Nothing;
        for (int step = 0; step < edges.Steps; step++)
        {
            int a = Operand(name, cell, edges, 2 * step), b = Operand(name, cell, edges, 2 * step + 1);
            _states[2 + step] = a == Nothing ? b
                : b == Nothing ? a
                : layers.Sum($"{name}.state{2 + step}", a, b);
        }
        return Output(name, edges);
    }

    private int First(string name, in CellPlan cell, int x)
    {
        if (!plan.Genotype.Preprocess)
            return cell.HalvesFirst ? layers.Subsample(name, x, stride: 2) : x;
        return cell.HalvesFirst
            ? layers.ReduceFactorised(name, x, cell.Out)
            : layers.ReluConvolveNorm(name, x, cell.Out, kernel: 1, stride: 1);
    }

    private int Second(string name, in CellPlan cell, int x) => plan.Genotype.Preprocess
        ? layers.ReluConvolveNorm(name, x, cell.Out, kernel: 1, stride: 1)
        : x;

    private int Operand(string name, in CellPlan cell, DeepNetsCell edges, int index)
    {
        DeepNetsEdge edge = edges.Edges[index];
        if (!cell.IsLive(index, edge))
            return Nothing;
        bool halves = cell.Reduction && edge.Input < 2 && !plan.HasAttention;
        return Operation(
            $"{name}._ops.{index}", edge.Operation, _states[edge.Input], cell.Out, halves ? 2 : 1);
    }

    private int Operation(string name, DeepNetsOperation operation, int x, int channels, int stride)
    {
        int kernel = DeepNetsOperations.KernelOf(operation);
        return operation switch
        {
            DeepNetsOperation.MaxPool3x3 => layers.MaxPool(name, x, stride),
            DeepNetsOperation.AveragePool3x3 => layers.AveragePool(name, x, stride),
            DeepNetsOperation.SkipConnect =>
                stride == 1 ? x : layers.ReduceFactorised(name, x, channels),
            DeepNetsOperation.Separable3x3 or DeepNetsOperation.Separable5x5 =>
                layers.SeparateTwice(name, x, channels, kernel, stride),
            DeepNetsOperation.Dilated3x3 or DeepNetsOperation.Dilated5x5 =>
                layers.SeparateDilated(name, x, channels, kernel, stride),
            DeepNetsOperation.Convolution7x1 => layers.ConvolveRowsAndColumns(name, x, channels, stride),
            DeepNetsOperation.Attention => layers.Attend(name, x, channels),
            DeepNetsOperation.SqueezeExcitation => layers.Excite(name, x, stride),
            _ => layers.ReluConvolveNorm(name, x, channels, kernel, stride),
        };
    }

    // A listed state that holds nothing is zeros, so that the width stays what the genotype says.
    private int Output(string name, DeepNetsCell edges)
    {
        if (edges.Concat.Length == 1)
            return _states[edges.Concat[0]];
        Span<int> parts = stackalloc int[edges.Concat.Length];
        int like = Nothing;
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = _states[edges.Concat[i]];
            like = like == Nothing ? parts[i] : like;
        }
        for (int i = 0; i < parts.Length; i++)
        {
            if (parts[i] == Nothing)
                parts[i] = layers.Zeros($"{name}.zero{edges.Concat[i]}", like);
        }
        return layers.Concat(name + ".concat", parts);
    }
}
