using System.Collections.Immutable;
using Precocial.Formats;

namespace Precocial;

/// <summary>The hypernetworks that come with the library, by the data set that they were trained on: the folder
/// <c>models</c>.</summary>
public static class BundledHypernetworks
{
    private const string Prefix = "ghn-", Ending = ".safetensors";

    /// <summary>The names, sorted.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        .. typeof(BundledHypernetworks).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)
                && name.EndsWith(Ending, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Ending.Length]).Order(StringComparer.Ordinal),
    ];

    /// <summary>Loads one of them, or a file.</summary>
    /// <param name="nameOrPath">One of <see cref="Names"/>, or the path of a .safetensors file.</param>
    /// <exception cref="FileFormatException">There is no such name or file, or the file is not sound.</exception>
    public static TrainedHypernetwork Load(string nameOrPath)
    {
        if (Names.Contains(nameOrPath))
        {
            using Stream stream =
                typeof(BundledHypernetworks).Assembly.GetManifestResourceStream(Prefix + nameOrPath + Ending)!;
            return HypernetworkFile.Load(stream, nameOrPath + Ending);
        }
        if (!File.Exists(nameOrPath))
        {
            throw new FileFormatException($"There is no hypernetwork \"{nameOrPath}\": give a .safetensors file that "
                + $"ghn train wrote, or one of {string.Join(", ", Names)}.");
        }
        return HypernetworkFile.Load(nameOrPath);
    }
}
