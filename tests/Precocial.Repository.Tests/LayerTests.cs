using System.Xml.Linq;

namespace Precocial.Repository.Tests;

public sealed class LayerTests
{
    [Fact]
    public void Projects_ReferenceOnlyWhatTheirLayerAllows()
    {
        var allowed = ReadLayers();
        foreach (string path in Repository.Files("src", "*.csproj"))
        {
            string project = Path.GetFileNameWithoutExtension(path);
            allowed.ShouldContainKey(project, $"{project} is missing from eng/layers.txt");
            References(path).Except(allowed[project].References)
                .ShouldBeEmpty($"{project} references what eng/layers.txt does not allow");
        }
    }

    [Fact]
    public void Layers_AllowOnlyReferencesThatPointDown()
    {
        var layers = ReadLayers();
        foreach (var (project, (layer, references)) in layers)
        {
            foreach (string reference in references)
                layers[reference].Layer.ShouldBeLessThan(layer, $"{project} → {reference}");
        }
    }

    private static Dictionary<string, (int Layer, string[] References)> ReadLayers() =>
        File.ReadLines(Path.Combine(Repository.Root, "eng", "layers.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToDictionary(words => words[1], words => (int.Parse(words[0]), words[2..]));

    private static IEnumerable<string> References(string project) =>
        XDocument.Load(project).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!));
}
