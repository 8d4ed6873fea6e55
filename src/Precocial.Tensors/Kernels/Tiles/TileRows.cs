namespace Precocial.Tensors.Kernels.Tiles;

/// <summary>Rows cut into tiles of nearly equal size: 64 rows are 13, 13, 13, 13, 12 and not 14, 14, 14, 14,
/// 8.</summary>
internal readonly struct TileRows(int rows)
{
    /// <summary>How many tiles.</summary>
    public int Count { get; } = (rows + TileSet.MaxRows - 1) / TileSet.MaxRows;

    /// <summary>The rows of a tile.</summary>
    public int Size(int tile) => tile < rows % Count ? rows / Count + 1 : rows / Count;

    /// <summary>The first row of a tile.</summary>
    public int First(int tile) => tile * (rows / Count) + Math.Min(tile, rows % Count);
}
