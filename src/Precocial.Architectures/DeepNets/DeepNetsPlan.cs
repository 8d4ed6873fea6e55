namespace Precocial.Architectures;

/// <summary>All cells of a DeepNets network with their widths and with the branches that count.</summary>
/// <remarks>
/// 1. Forward: a state is filled if one of its operands is, so that <c>none</c> can leave a state, a cell or
///    the whole network without anything.
/// 2. Backward from the last cell: a filled state is live if the output depends on it.
/// What is not live is not built and has no parameters; the released code builds it and gives it none later.
/// </remarks>
internal sealed class DeepNetsPlan
{
    private readonly CellPlan[] _cells;

    public DeepNetsPlan(DeepNetsGenotype genotype, int stemChannels)
    {
        _cells = new CellPlan[genotype.Cells];
        Genotype = genotype;
        HasAttention = genotype.HasAttention;
        SetWidths(stemChannels);
        Fill();
        if (IsConnected)
            Prune();
    }

    public DeepNetsGenotype Genotype { get; }

    public bool HasAttention { get; }

    public ReadOnlySpan<CellPlan> Cells => _cells;

    /// <summary>Whether anything comes out of the last cell.</summary>
    public bool IsConnected => AnyIn(_cells[^1].Filled, CellOf(_cells.Length - 1));

    /// <summary>Whether the second output of the stem is used: the stem of type 1 has two.</summary>
    public bool UsesSecondStem => _cells[0].IsLive(1) || (_cells.Length > 1 && _cells[1].IsLive(0));

    /// <summary>Channels that come out of the last cell.</summary>
    public int OutChannels => CellOf(_cells.Length - 1).Concat.Length * _cells[^1].Out;

    public DeepNetsCell CellOf(int index) => _cells[index].Reduction ? Genotype.Reduce : Genotype.Normal;

    private void SetWidths(int stemChannels)
    {
        int width = Genotype.Channels, first = stemChannels, second = stemChannels;
        bool halved = Genotype.StemType == 1;
        for (int t = 0; t < _cells.Length; t++)
        {
            ref CellPlan cell = ref _cells[t];
            cell.Reduction = Genotype.IsReduction(t);
            cell.HalvesFirst = halved && !HasAttention;
            cell.First = first;
            cell.Second = second;
            if (cell.Reduction)
                width = checked(width * Genotype.ChannelMultiplier);
            cell.In = Genotype.Preprocess ? width : second;
            bool widens = !Genotype.Preprocess && Genotype.Normal.Steps == 1 && Genotype.IsReduction(t + 1);
            cell.Out = widens ? checked(width * Genotype.ChannelMultiplier) : width;
            first = second;
            second = checked(CellOf(t).Concat.Length * cell.Out);
            halved = cell.Reduction;
        }
    }

    private void Fill()
    {
        bool first = true, second = true;
        for (int t = 0; t < _cells.Length; t++)
        {
            DeepNetsCell cell = CellOf(t);
            uint filled = (first ? 1u : 0) | (second ? 2u : 0);
            for (int i = 0; i < cell.Edges.Length; i++)
            {
                (DeepNetsOperation operation, int input) = cell.Edges[i];
                if (operation != DeepNetsOperation.None && (filled >> input & 1) != 0)
                    filled |= 1u << (2 + i / 2);
            }
            _cells[t].Filled = filled;
            first = second;
            second = AnyIn(filled, cell);
        }
    }

    private void Prune()
    {
        Span<bool> needed = _cells.Length <= 256 ? stackalloc bool[_cells.Length] : new bool[_cells.Length];
        needed[^1] = true;
        for (int t = _cells.Length - 1; t >= 0; t--)
        {
            if (!needed[t])
                continue;
            uint live = LiveStates(CellOf(t), _cells[t].Filled);
            _cells[t].Live = live;
            if (t > 0)
                needed[t - 1] |= (live & 2) != 0;
            if (t > 1)
                needed[t - 2] |= (live & 1) != 0;
        }
    }

    private static uint LiveStates(DeepNetsCell cell, uint filled)
    {
        uint live = 0;
        foreach (int state in cell.Concat)
            live |= filled & 1u << state;
        for (int i = cell.Edges.Length - 1; i >= 0; i--)
        {
            (DeepNetsOperation operation, int input) = cell.Edges[i];
            if ((live >> (2 + i / 2) & 1) != 0 && operation != DeepNetsOperation.None)
                live |= filled & 1u << input;
        }
        return live;
    }

    private static bool AnyIn(uint filled, DeepNetsCell cell)
    {
        foreach (int state in cell.Concat)
        {
            if ((filled >> state & 1) != 0)
                return true;
        }
        return false;
    }
}
