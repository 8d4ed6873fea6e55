namespace Precocial.Tasks.Tests;

public sealed class FrameReductionTests
{
    [Fact]
    public void Reduce_OneColour_StaysThatColour()
    {
        byte[] reduced = Reduce(Frame((_, _) => new Colour(102, 204, 51)), FrameScaling.Plain);
        reduced.Chunk(3).ShouldAllBe(pixel => pixel[0] == 102 && pixel[1] == 204 && pixel[2] == 51);
    }

    [Fact]
    public void Reduce_AnyFrame_EqualsTheTriangleFilterInDoubles()
    {
        var painted = Frame((column, row) =>
            new Colour((byte)(column * 37 % 256), (byte)(row * 91 % 256), (byte)((column + row) * 53 % 256)));
        byte[] reduced = Reduce([.. painted], FrameScaling.Plain);
        for (int i = 0; i < reduced.Length; i++)
        {
            double expected = Filtered(painted, i / 3 % 64, i / 3 / 64, i % 3);
            // Two roundings to whole bytes.
            ((double)reduced[i]).ShouldBe(expected, tolerance: 1.01, $"byte {i}");
        }
    }

    [Fact]
    public void Reduce_ThePanel_IsCutOff()
    {
        byte[] reduced = Reduce(
            Frame((_, row) => row < 84 ? new Colour(9, 9, 9) : new Colour(255, 0, 255)), FrameScaling.Plain);
        reduced.ShouldAllBe(value => value == 9);
    }

    [Fact]
    public void Reduce_AsPublished_StretchesAndWraps()
    {
        // 51 and 153 become 0 and 255; less one, modulo 256: 255 and 254.
        byte[] reduced = Reduce(
            Frame((column, _) => column < 48 ? new Colour(51, 51, 51) : new Colour(153, 153, 153)),
            FrameScaling.Published);
        reduced[0].ShouldBe((byte)255);
        reduced[^1].ShouldBe((byte)254);
    }

    [Fact]
    public void Reduce_OneColourAsPublished_IsWhite() =>
        Reduce(Frame((_, _) => new Colour(70, 70, 70)), FrameScaling.Published)
            .ShouldAllBe(value => value == 255);

    private static byte[] Reduce(byte[] painted, FrameScaling scaling)
    {
        var reduced = new byte[FrameReduction.Bytes];
        FrameReduction.Reduce(painted, reduced, scaling);
        return reduced;
    }

    private static byte[] Frame(Func<int, int, Colour> colour)
    {
        var pixels = new byte[96 * 96 * 3];
        for (int i = 0; i < 96 * 96; i++)
        {
            var (red, green, blue) = colour(i % 96, i / 96);
            (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]) = (red, green, blue);
        }

        return pixels;
    }

    private static double Filtered(byte[] painted, int column, int row, int channel)
    {
        double sum = 0, weights = 0;
        for (int y = 0; y < 84; y++)
        {
            for (int x = 0; x < 96; x++)
            {
                double weight = Triangle(column, x, 96 / 64.0) * Triangle(row, y, 84 / 64.0);
                sum += weight * painted[(3 * ((y * 96) + x)) + channel];
                weights += weight;
            }
        }

        return sum / weights;
    }

    private static double Triangle(int to, int from, double scale) =>
        Math.Max(0, 1 - Math.Abs((from + 0.5 - ((to + 0.5) * scale)) / scale));
}
