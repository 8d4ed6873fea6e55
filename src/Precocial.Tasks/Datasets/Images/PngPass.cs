namespace Precocial.Tasks;

/// <summary>One pass over an image: which pixels a run of rows fills. One for a plain image, seven for an
/// interlaced one (Adam7).</summary>
internal readonly record struct PngPass(int Left, int Top, int StepX, int StepY, int Width, int Height)
{
    private static readonly (int Left, int Top, int StepX, int StepY)[] Adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>The passes that have pixels, in the order of the file.</summary>
    public static IEnumerable<PngPass> Of(PngHeader header)
    {
        (int, int, int, int)[] grid = header.Interlaced ? Adam7 : [(0, 0, 1, 1)];
        foreach (var (left, top, stepX, stepY) in grid)
        {
            int width = (header.Width - left + stepX - 1) / stepX,
                height = (header.Height - top + stepY - 1) / stepY;
            if (width > 0 && height > 0)
                yield return new PngPass(left, top, stepX, stepY, width, height);
        }
    }
}
