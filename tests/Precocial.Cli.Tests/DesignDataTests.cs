using System.Globalization;
using System.Text;
using System.Text.Json;
using Precocial.Tasks;

namespace Precocial.Cli.Tests;

/// <summary>Data of people's own, in the forms in which they have them.</summary>
public sealed class DesignDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Design_CsvWithANamedLabel_BeatsTheLinearModel()
    {
        // Two features decide by the sign of their product: no line parts the classes.
        var csv = new StringBuilder("kind,x,y\n");
        for (int i = 0; i < 600; i++)
        {
            double x = Math.Cos(i * 2.4) * (1 + i % 3), y = Math.Sin(i * 1.7) * (1 + i % 5);
            csv.Append(CultureInfo.InvariantCulture, $"{(x * y > 0 ? "same" : "other")},{x},{y}\n");
        }
        JsonElement json = await DesignAsync(_folder.Write("signs.csv", csv.ToString()), "--label", "kind");
        json.GetProperty("test_accuracy").GetDouble()
            .ShouldBeGreaterThan(json.GetProperty("baselines")[2].GetProperty("test_accuracy").GetDouble());
    }

    [Fact]
    public async Task Design_FolderOfImages_TakesItsSubfoldersAsClasses()
    {
        Dataset digits = Digits.Load();
        for (int i = 0; i < 300; i++)
        {
            string folder = Directory.CreateDirectory(_folder.At("images", $"{digits.Labels[i]}")).FullName;
            byte[] pixels = [.. digits.Sample(i).ToArray().Select(v => (byte)Math.Min(255, v * 16))];
            PngWriter.Write(Path.Combine(folder, $"{i}.png"), new PixelImage(8, 8, 1, pixels));
        }
        JsonElement json = await DesignAsync(_folder.At("images"), "--max-flops", "100k");
        json.GetProperty("test_accuracy").GetDouble().ShouldBeGreaterThan(0.5);
    }

    private async Task<JsonElement> DesignAsync(params string[] arguments)
    {
        ProgramRun run = await ProgramRun.Of(
            ["design", .. arguments, "--budget", "2-evals", "-o", _folder.At("out"), "--json"]);
        run.ExitCode.ShouldBe(0, run.Error);
        return run.Json;
    }
}
