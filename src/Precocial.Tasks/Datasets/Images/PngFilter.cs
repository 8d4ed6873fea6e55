namespace Precocial.Tasks;

/// <summary>Undoes PNG's row filters in place.</summary>
/// <remarks>Source: PNG specification, §9. Each row is preceded by its filter's number.</remarks>
internal static class PngFilter
{
    public static void Undo(Span<byte> raw, int rowBytes, int height, int step, string path)
    {
        Span<byte> above = new byte[rowBytes];
        for (int y = 0; y < height; y++)
        {
            int filter = raw[y * (rowBytes + 1)];
            var row = raw.Slice(y * (rowBytes + 1) + 1, rowBytes);
            if (filter > 4)
                throw new DataException($"{path}: row {y} has filter {filter}, but PNG has 0 to 4. Save the "
                    + "image again.");
            if (filter != 0)
                UndoRow(filter, row, above, step);
            above = row;
        }
    }

    private static void UndoRow(int filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        for (int i = 0; i < row.Length; i++)
        {
            int left = i >= step ? row[i - step] : 0, up = above[i], corner = i >= step ? above[i - step] : 0;
            row[i] += (byte)(filter switch
            {
                1 => left,
                2 => up,
                3 => (left + up) / 2,
                _ => Paeth(left, up, corner),
            });
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        int guess = left + up - corner;
        int toLeft = Math.Abs(guess - left), toUp = Math.Abs(guess - up), toCorner = Math.Abs(guess - corner);
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }
}
