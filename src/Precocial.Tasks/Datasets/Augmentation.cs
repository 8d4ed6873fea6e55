using System.Diagnostics;
using Precocial.Tensors;

namespace Precocial.Tasks;

/// <summary>Random variations of training images: shift, mirror, cutout, in that order.</summary>
/// <remarks>Sources: shift and mirror as in He et al., "Deep residual learning", CVPR 2016, §4.2 (pad 4, crop
/// 32); cutout: DeVries and Taylor, arXiv:1708.04552. Cutout fills with the channel's mean, which the
/// network's standardization turns into the paper's 0.</remarks>
public sealed record Augmentation
{
    /// <summary>No variation.</summary>
    public static Augmentation None { get; } = new();

    /// <summary>The image moves by −Shift..Shift pixels along each axis, uniformly; 0 for not.</summary>
    public int Shift { get; init; }

    /// <summary>What a moved image shows where nothing was.</summary>
    public BorderFill Fill { get; init; } = BorderFill.Zero;

    /// <summary>Whether half of the images are mirrored left to right.</summary>
    public bool Mirror { get; init; }

    /// <summary>The side of a square that is blanked, centred on a uniform pixel and cut off at the border; 0
    /// for none.</summary>
    public int Cutout { get; init; }

    /// <summary>Whether images stay as they are.</summary>
    public bool IsNone => Shift <= 0 && !Mirror && Cutout <= 0;

    /// <summary>What suits a data set: <c>digits</c> shift 1; <c>mnist</c> shift 2; <c>fashion-mnist</c>
    /// shift 2 and mirror; <c>cifar10</c> shift 4 and mirror; nothing for any other, as a mirrored or moved
    /// sample may then be of another class.</summary>
    public static Augmentation For(Dataset data) => data.Name switch
    {
        "digits" => new() { Shift = 1 },
        "mnist" => new() { Shift = 2 },
        "fashion-mnist" => new() { Shift = 2, Mirror = true },
        "cifar10" => new() { Shift = 4, Mirror = true },
        _ => None,
    };

    /// <summary>Writes a varied copy of an image.</summary>
    /// <param name="source">The image, shape [channels, height, width].</param>
    /// <param name="target">Where the copy goes; must not overlap the source.</param>
    /// <param name="shape">[channels, height, width].</param>
    /// <param name="mean">What cutout fills with, one value a channel.</param>
    /// <param name="rng">Draws the variation.</param>
    public void Apply(
        ReadOnlySpan<float> source, Span<float> target, Shape shape, IReadOnlyList<float> mean, Rng rng)
    {
        Debug.Assert(shape.Rank == 3 && source.Length == shape.Count && target.Length == shape.Count);
        int height = shape[1], width = shape[2], area = height * width;
        int down = Shift > 0 ? rng.Next(2 * Shift + 1) - Shift : 0;
        int right = Shift > 0 ? rng.Next(2 * Shift + 1) - Shift : 0;
        bool mirror = Mirror && rng.NextBool();
        int centreY = Cutout > 0 ? rng.Next(height) : 0, centreX = Cutout > 0 ? rng.Next(width) : 0;
        for (int c = 0; c < shape[0]; c++)
        {
            var plane = target.Slice(c * area, area);
            Move(source.Slice(c * area, area), plane, height, width, down, right);
            if (mirror)
                Flip(plane, width);
            if (Cutout > 0)
                Blank(plane, height, width, centreY - Cutout / 2, centreX - Cutout / 2, mean[c]);
        }
    }

    private void Move(
        ReadOnlySpan<float> source, Span<float> target, int height, int width, int down, int right)
    {
        for (int y = 0; y < height; y++)
        {
            int from = Math.Clamp(y - down, 0, height - 1);
            var row = target.Slice(y * width, width);
            if (from != y - down && Fill == BorderFill.Zero)
                row.Clear();
            else
                MoveRow(source.Slice(from * width, width), row, right);
        }
    }

    private void MoveRow(ReadOnlySpan<float> source, Span<float> target, int right)
    {
        int first = Math.Clamp(right, 0, target.Length),
            last = Math.Clamp(target.Length + right, 0, target.Length);
        if (first < last)
            source[(first - right)..(last - right)].CopyTo(target[first..last]);
        bool edge = Fill == BorderFill.Edge;
        target[..first].Fill(edge ? source[0] : 0);
        target[last..].Fill(edge ? source[^1] : 0);
    }

    private static void Flip(Span<float> plane, int width)
    {
        for (int start = 0; start < plane.Length; start += width)
            plane.Slice(start, width).Reverse();
    }

    private void Blank(Span<float> plane, int height, int width, int top, int left, float value)
    {
        int firstX = Math.Max(left, 0), lastX = Math.Min(left + Cutout, width);
        for (int y = Math.Max(top, 0); y < Math.Min(top + Cutout, height); y++)
            plane[(y * width + firstX)..(y * width + lastX)].Fill(value);
    }
}
