using System.Globalization;
using Precocial.Tensors;

namespace Precocial.Tasks;

/// <summary>Reads a folder of PNG images: each subfolder is a class.</summary>
/// <remarks>If the subfolders are <c>train</c> and <c>test</c> (test may be missing), the classes are inside
/// them, and test is the official test part. Classes are in order of number where all names are numbers, of
/// character code where not. All images must be of one size; grey ones among coloured ones get three equal
/// channels.</remarks>
public static class PngFolderReader
{
    private static readonly string[] OtherImages =
        [".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff"];

    /// <summary>Reads all images.</summary>
    /// <exception cref="DataException">There are no classes or images, an image is damaged, or is of another
    /// size than the first; the message names the file.</exception>
    public static Dataset Read(string folder)
    {
        try
        {
            return ReadParts(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DataFile.Unreadable(folder, e);
        }
    }

    private static Dataset ReadParts(string folder)
    {
        string train = Path.Combine(folder, "train"), test = Path.Combine(folder, "test");
        bool parts = Directory.Exists(train);
        var classes = Classes(parts ? train : folder);
        var files = Files(parts ? train : folder, classes);
        var testFiles = parts && Directory.Exists(test) ? Files(test, TestClasses(test, classes)) : [];
        var all = files.Concat(testFiles).ToArray();
        if (files.Count == 0)
            throw new DataException($"{folder}: no PNG images in its subfolders {Names.Some(classes)}. "
                + "Convert them to PNG.");
        var labels = Array.ConvertAll(all, file => Array.IndexOf(classes, file.Class));
        return new Dataset(DataFile.NameOf(folder), Load(all), labels, classes, testFiles.Count);
    }

    /// <summary>Whether a folder has subfolders with PNG images in them.</summary>
    internal static bool IsFolder(string folder) =>
        Directory.EnumerateDirectories(folder).Any(sub => Path.GetFileName(sub) == "train" ? IsFolder(sub)
            : Directory.EnumerateFiles(sub).Any(IsPng));

    private static bool IsPng(string file) => file.EndsWith(".png", StringComparison.OrdinalIgnoreCase);

    private static string[] Classes(string folder)
    {
        var names = Directory.EnumerateDirectories(folder).Select(sub => Path.GetFileName(sub))
            .Where(name => !name.StartsWith('.')).ToArray();
        if (names.Length == 0)
            throw new DataException($"{folder}: no subfolders, but one for each class was expected, with PNG "
                + "images.");
        bool numbers =
            Array.TrueForAll(names, name => int.TryParse(name, CultureInfo.InvariantCulture, out _));
        return numbers
            ? [.. names.OrderBy(name => int.Parse(name, CultureInfo.InvariantCulture))]
            : [.. names.Order(StringComparer.Ordinal)];
    }

    private static string[] TestClasses(string folder, string[] classes)
    {
        var names = Classes(folder);
        if (Array.Find(names, name => !classes.Contains(name)) is { } unknown)
            throw new DataException($"{Path.Combine(folder, unknown)}: class {unknown} is not among those of "
                + $"the training part, {Names.Some(classes)}. Rename the folder or add it there.");
        return names;
    }

    private static List<(string Path, string Class)> Files(string folder, string[] classes)
    {
        var found = new List<(string, string)>();
        foreach (string name in classes)
        {
            foreach (string file in Directory.GetFiles(Path.Combine(folder, name))
                .Order(StringComparer.Ordinal))
            {
                if (IsPng(file))
                    found.Add((file, name));
                else if (OtherImages.Contains(Path.GetExtension(file).ToLowerInvariant()))
                    throw new DataException($"{file}: only PNG images are read. Convert it to PNG.");
            }
        }
        return found;
    }

    private static Tensor Load((string Path, string Class)[] files)
    {
        var images = new PixelImage[files.Length];
        for (int i = 0; i < files.Length; i++)
        {
            images[i] = PngReader.Read(files[i].Path);
            if (images[i].Width != images[0].Width || images[i].Height != images[0].Height)
                throw new DataException($"{files[i].Path}: {images[i].Width} x {images[i].Height} pixels, "
                    + $"but {files[0].Path} has {images[0].Width} x {images[0].Height}. Scale all images to "
                    + "one size.");
        }
        int channels = images.Max(image => image.Channels),
            size = channels * images[0].Width * images[0].Height;
        if ((long)size * files.Length > int.MaxValue)
            throw new DataException($"{files[0].Path}: the {files.Length} images have more than "
                + $"{int.MaxValue} values. Scale them down, or take fewer.");
        var inputs = Tensor.Zeros([files.Length, channels, images[0].Height, images[0].Width]);
        for (int i = 0; i < files.Length; i++)
            images[i].CopyTo(inputs.Span.Slice(i * size, size), channels);
        return inputs;
    }
}
