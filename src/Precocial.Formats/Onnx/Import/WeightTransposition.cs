namespace Precocial.Formats.Onnx;

/// <summary>The transpose of a matrix, in blocks that the first-level cache holds.</summary>
internal static class WeightTransposition
{
    private const int Block = 32;

    public static void Run(ReadOnlySpan<float> source, int rows, int columns, Span<float> target)
    {
        for (int row = 0; row < rows; row += Block)
        {
            for (int column = 0; column < columns; column += Block)
            {
                int lastRow = Math.Min(rows, row + Block), lastColumn = Math.Min(columns, column + Block);
                for (int j = column; j < lastColumn; j++)
                {
                    for (int i = row; i < lastRow; i++)
                        target[j * rows + i] = source[i * columns + j];
                }
            }
        }
    }
}
