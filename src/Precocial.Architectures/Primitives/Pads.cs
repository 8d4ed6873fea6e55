namespace Precocial.Architectures;

/// <summary>Rows and columns added around an image, of zeros for a convolution: at most 1023 on a
/// side.</summary>
/// <param name="Top">Rows above.</param>
/// <param name="Left">Columns to the left.</param>
/// <param name="Bottom">Rows below.</param>
/// <param name="Right">Columns to the right.</param>
public readonly record struct Pads(int Top, int Left, int Bottom, int Right)
{
    /// <summary>As many rows above as below, and as many columns left as right.</summary>
    public static Pads Even(int rows, int columns) => new(rows, columns, rows, columns);

    internal bool IsSound => Math.Min(Math.Min(Top, Left), Math.Min(Bottom, Right)) >= 0
        && Math.Max(Math.Max(Top, Left), Math.Max(Bottom, Right)) <= 1023;
}
