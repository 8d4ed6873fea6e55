using System.CommandLine;
using System.Globalization;
using Precocial.Architectures;
using Precocial.Formats;
using Precocial.Tensors;

namespace Precocial.Cli;

/// <summary>A network whose weights do not matter: a built-in one by name, an architecture's JSON, or an ONNX
/// file.</summary>
internal sealed class ArchitectureArgument
{
    public Argument<string> Network { get; } = new("network")
    {
        Description = $"One of {string.Join(", ", NamedNetworks.Names)}; or an architecture (.json), or an image "
            + "classifier from any framework (.onnx).",
    };

    public Option<string?> Input { get; } = new("--input")
    {
        Description = "The image that a built-in network is for: CHANNELSxHEIGHTxWIDTH. [default: that of --data, "
            + "else of the hypernetwork's data, else 3x32x32; 3x224x224 with 1000 classes]",
        HelpName = "shape",
    };

    public Option<int?> Classes { get; } = new("--classes")
    {
        Description = "Classes of a built-in network. [default: those of --data, else of the hypernetwork]",
        HelpName = "number",
    };

    public void AddTo(Command command)
    {
        command.Arguments.Add(Network);
        command.Options.Add(Input);
        command.Options.Add(Classes);
    }

    /// <summary>Finds the network.</summary>
    /// <param name="parsed">What was typed.</param>
    /// <param name="input">The image of a built-in network where nobody says; null for what its classes
    /// suggest.</param>
    /// <param name="classes">Its classes where nobody says.</param>
    public GivenArchitecture Find(ParseResult parsed, Shape? input, int classes)
    {
        string network = parsed.GetValue(Network)!;
        if (Ends(network, ".onnx"))
            return FromOnnx(network);
        if (Ends(network, ".json"))
            return new(Path.GetFileNameWithoutExtension(network), ReadJson(network), null);
        if (!NamedNetworks.Names.Contains(network))
        {
            throw new UsageException($"There is no built-in network '{network}'. Choose one of "
                + $"{string.Join(", ", NamedNetworks.Names)}, or give an .onnx or .json file.");
        }
        int wanted = parsed.GetValue(Classes) ?? classes;
        if (wanted is < 1 or > 100_000)
            throw new UsageException($"--classes must be from 1 to 100000, but is {wanted}.");
        Shape shape = parsed.GetValue(Input) is { } text ? ParseShape(text)
            : input ?? (wanted == 1000 ? [3, 224, 224] : [3, 32, 32]);
        try
        {
            return new(network, NamedNetworks.Create(network, shape, wanted), null);
        }
        catch (Exception e) when (e is ShapeException or GraphException)
        {
            throw new UsageException($"{network} for images {shape}: {e.Message}");
        }
    }

    private static GivenArchitecture FromOnnx(string path)
    {
        CheckExists(path);
        ImportedNetwork imported = OnnxImport.Read(path);
        return new(Path.GetFileNameWithoutExtension(path), imported.Network.Graph, imported);
    }

    private static ArchitectureGraph ReadJson(string path)
    {
        CheckExists(path);
        try
        {
            return ArchitectureGraph.FromJson(File.ReadAllText(path));
        }
        catch (GraphException e)
        {
            throw new UsageException($"{Path.GetFileName(path)}: {e.Message}");
        }
    }

    private static void CheckExists(string path)
    {
        if (!File.Exists(path))
            throw new UsageException($"There is no file {path}.");
    }

    private static Shape ParseShape(string text)
    {
        string[] words = text.Split('x', ',');
        var axes = new int[words.Length];
        for (int i = 0; i < axes.Length; i++)
        {
            if (axes.Length != 3 || !int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out axes[i])
                || axes[i] is < 1 or > 4096)
                throw new UsageException($"--input must be CHANNELSxHEIGHTxWIDTH such as 3x32x32, but is '{text}'.");
        }
        return Shape.Create(axes);
    }

    private static bool Ends(string path, string ending) => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A network to find weights for.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Graph">The network.</param>
/// <param name="Imported">The ONNX file's names and weights; null for other sources.</param>
internal sealed record GivenArchitecture(string Name, ArchitectureGraph Graph, ImportedNetwork? Imported);
