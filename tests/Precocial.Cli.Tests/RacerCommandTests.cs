using System.Text.Json;

namespace Precocial.Cli.Tests;

public sealed class RacerCommandTests
{
    [Fact]
    public async Task TrainVae_FewFrames_WritesAnEncoderAndHowItCameAbout()
    {
        using var folder = new TemporaryFolder();
        string file = folder.At("vae.safetensors");

        ProgramRun run = await ProgramRun.Of(
            "racer", "train-vae", "--frames", "20", "--epochs", "2", "--threads", "1", "-o", file);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.Trim().ShouldBe(file);
        RacerVae.Load(file).Size.ShouldBe(16);
        JsonElement how = JsonDocument.Parse(File.ReadAllText(folder.At("vae.json"))).RootElement;
        how.GetProperty("frames").GetInt32().ShouldBe(20);
        how.GetProperty("epochs").GetInt32().ShouldBe(2);
        how.GetProperty("held_out_error").GetDouble().ShouldBeInRange(0.0001, 1);
    }

    [Theory]
    [InlineData("--frames must be", "--frames", "0", "-o", "a.safetensors")]
    [InlineData("--epochs must be", "--epochs", "0", "-o", "a.safetensors")]
    [InlineData("--output must end in", "-o", "a.onnx")]
    public async Task TrainVae_SenselessOptions_AreRefused(string expected, params string[] options) =>
        (await ProgramRun.Of(["racer", "train-vae", .. options])).ShouldRefuse(expected);
}
