using Precocial.Tensors.Kernels.Tiles;

namespace Precocial.Tensors.Kernels;

/// <summary>out[m, i, j] = Σ over channels c and taps (a, b) of weight[m, c, a, b] · source[c, i·rowStep +
/// row[a], j·columnStep + column[b]], for every image and group: convolution forward, and backward to the
/// data.</summary>
/// <remarks>
/// An implicit matrix product: a tile of up to 14 outputs m × 32 pixels stays in registers while all the taps
/// run, each one row of vectors straight from the laid out image (<see cref="ImageLayout"/>): no column
/// matrix is ever built, and no partial result is read back. Per image and group the outer loop goes over
/// pixels, whose part of the image is in the first-level cache; the packed weights stream from the second.
/// Backward to the data with strides s and t is s·t correlations with steps 1, one for each phase of the
/// output's pixels.
/// </remarks>
internal unsafe struct Correlation
{
    public int Batch, Groups, Channels, Outputs;
    public int SourceHeight, SourceWidth, TargetHeight, TargetWidth;

    /// <summary>Pixels of one phase; equal to the target's if there is one phase.</summary>
    public int OutHeight, OutWidth;

    public int RowStep, ColumnStep, RowSplit, ColumnSplit, PhaseCount;
    public bool Accumulate;
    public float* Source, Target;
    public CorrelationPhase* Phases;
    public ImageLayout Layout;

    /// <summary>Groups of one image that an item takes, and pieces that the outputs of a group are cut
    /// into.</summary>
    public int GroupsPerItem, Pieces;

    public readonly int Items => Batch * ((Groups + GroupsPerItem - 1) / GroupsPerItem) * Pieces;

    public static void RunItem(void* correlation, int item) => ((Correlation*)correlation)->Run(item);

    private readonly void Run(int item)
    {
        int piece = item % Pieces, ranges = (Groups + GroupsPerItem - 1) / GroupsPerItem;
        int image = item / Pieces / ranges, first = item / Pieces % ranges * GroupsPerItem;
        int pixels = SourceHeight * SourceWidth, targetPixels = TargetHeight * TargetWidth;
        float* padded = Scratch.Rent(ScratchUse.PaddedImage, Layout.Floats);
        for (int group = first; group < Math.Min(Groups, first + GroupsPerItem); group++)
        {
            long index = (long)image * Groups + group;
            float* source = Layout.Fill(Source + index * Channels * pixels, padded);
            float* target = Target + index * Outputs * targetPixels;
            if (PhaseCount == 1)
                RunPhase(Phases[0], group, piece, source, target, targetPixels, Accumulate);
            else
                RunPhases(group, piece, source, target);
        }
    }

    private readonly void RunPhases(int group, int piece, float* source, float* target)
    {
        int pixels = OutHeight * OutWidth;
        float* results = Scratch.Rent(ScratchUse.Result, (long)PhaseCount * Outputs * pixels);
        for (int phase = 0; phase < PhaseCount; phase++)
            RunPhase(Phases[phase], group, piece, source, results + (nint)phase * Outputs * pixels, pixels,
                false);
        var tiles = new TileRows(Outputs);
        for (int tile = piece; tile < tiles.Count; tile += Pieces)
        {
            for (int m = tiles.First(tile); m < tiles.First(tile) + tiles.Size(tile); m++)
            {
                PhaseInterleaving.Run(results + (nint)m * pixels, (nint)Outputs * pixels, OutWidth, RowSplit,
                    ColumnSplit, target + (nint)m * TargetHeight * TargetWidth, TargetHeight, TargetWidth,
                    Accumulate);
            }
        }
    }

    private readonly void RunPhase(in CorrelationPhase phase, int group, int piece, float* source,
        float* target, int targetPixels, bool accumulate)
    {
        int lanes = TileSet.Lanes, pixels = OutHeight * OutWidth, pixel = 0;
        int width = lanes * (Outputs <= TileSet.MaxRowsOfFour ? 4 : 2);
        var full = width == 4 * lanes ? TileSet.Tap.By4 : TileSet.Tap.By2;
        float* weights = phase.Weights + group * phase.GroupWeights;
        nint* starts = stackalloc nint[4];
        while (pixel < pixels)
        {
            int left = pixels - pixel, taken = Math.Min(left, left >= width ? width : 2 * lanes);
            int tail = taken % lanes == 0 ? lanes : taken % lanes;
            var tiles = left >= width ? full
                : taken == 2 * lanes ? TileSet.Tap.By2
                : taken > lanes ? TileSet.Tap.By2Masked
                : taken == lanes ? TileSet.Tap.By1 : TileSet.Tap.By1Masked;
            for (int i = 0; i < 4; i++)
                starts[i] = Layout.Start(Math.Min(pixel + i * lanes, pixels - 1));
            var reach = phase.Reach(pixel / OutWidth, (pixel + taken - 1) / OutWidth, RowStep, SourceHeight);
            RunTiles(phase, tiles, reach.Begin * phase.RowLength, reach.End * phase.RowLength, piece,
                weights, source, starts, target + pixel, targetPixels, accumulate, tail);
            pixel += taken;
        }
    }

    private readonly void RunTiles(in CorrelationPhase phase, TapTile[] kernels, int firstTap, int endTap,
        int piece,
        float* weights, float* source, nint* starts, float* target, nint targetPixels, bool accumulate,
        int tail)
    {
        var tiles = new TileRows(Outputs);
        int taps = phase.TapCount;
        for (int tile = piece; tile < tiles.Count; tile += Pieces)
        {
            int first = tiles.First(tile), size = tiles.Size(tile);
            kernels[size](endTap - firstTap, weights + ((nint)first * taps + (nint)firstTap * size), source,
                phase.Taps + firstTap, starts, target + first * targetPixels, targetPixels, accumulate, tail);
        }
    }
}
