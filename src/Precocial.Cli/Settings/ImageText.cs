using System.Globalization;
using Precocial.Tensors;

namespace Precocial.Cli;

/// <summary>The shape of an image as people write it: <c>3x32x32</c>.</summary>
internal static class ImageText
{
    private const int Most = 8192;

    public static Shape Parse(string option, string text)
    {
        string[] words = text.Split('x');
        Span<int> axes = stackalloc int[3];
        bool proper = words.Length == 3;
        for (int i = 0; proper && i < 3; i++)
        {
            proper = int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out axes[i])
                && axes[i] is >= 1 and <= Most;
        }
        return proper
            ? Shape.Create(axes)
            : throw new UsageException($"{option} must be channels x height x width such as 3x32x32, each "
                + $"from 1 to {Most}, but is '{text}'.");
    }
}
