using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Precocial.Formats;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Cli;

/// <summary><c>precocial racer train-vae -o FILE</c>: collects frames and trains their encoder.</summary>
internal static class RacerTrainCommand
{
    public static Command Create()
    {
        var frames = NumberOption.Create("--frames", "Frames to collect; a tenth is kept back to be judged by.", 8000);
        var epochs = NumberOption.Create("--epochs", "How often every frame is seen.", 6);
        var scaling = new Option<FrameScaling>("--scaling")
        {
            Description = "Plain, or Published: with the published program's stretch and wrap.",
            DefaultValueFactory = _ => FrameScaling.Plain,
        };
        var output = new Option<string>("--output", "-o")
        {
            Description = "Where the encoder goes (.safetensors); a .json beside it says how it came about.",
            Required = true,
            HelpName = "file",
        };
        var options = new CommonOptions();
        var command = new Command("train-vae", "Train the encoder of the racing task's frames.")
        {
            frames, epochs, scaling, output, options.Seed, options.Threads,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var wanted = new RacerTraining(
                NumberOption.InRange("--frames", parsed.GetValue(frames), 10, 1_000_000),
                NumberOption.InRange("--epochs", parsed.GetValue(epochs), 1, 10_000),
                parsed.GetValue(scaling), parsed.GetValue(options.Seed), Target(parsed.GetValue(output)!));
            using var workers = new WorkerPool(options.ThreadsOf(parsed));
            Run(wanted, workers, cancellation);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void Run(RacerTraining wanted, WorkerPool workers, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        var rng = new Rng(wanted.Seed);
        byte[][] frames =
            RacerFrames.Collect(wanted.Frames, wanted.Scaling, rng.Split("frames"), cancellation);
        var settings = new VaeTrainingOptions { Epochs = wanted.Epochs };
        using var training = new VaeTraining(frames, settings, rng.Split("training"), workers);
        double baseline = training.MeanFrameError(), error = baseline;
        while (!training.IsDone)
        {
            double loss = training.RunEpoch(cancellation);
            error = training.HeldOutError();
            Report(training.Epoch, wanted.Epochs, loss, error, baseline);
        }

        SafeTensors.Save(wanted.Output, training.Model.EncoderWeights);
        string document = JsonOutput.Text(
            Provenance(wanted, settings, error, baseline, Stopwatch.GetElapsedTime(start)));
        File.WriteAllText(Path.ChangeExtension(wanted.Output, ".json"), document + "\n");
        Console.Out.WriteLine(wanted.Output);
    }

    private static object Provenance(
        RacerTraining wanted, VaeTrainingOptions settings, double error, double baseline,
        TimeSpan time) => new
        {
            Command = string.Create(CultureInfo.InvariantCulture,
                $"precocial racer train-vae --frames {wanted.Frames} --epochs {wanted.Epochs} "
                    + $"--scaling {wanted.Scaling} --seed {wanted.Seed} -o {wanted.Output}"),
            Commit = Product.Revision,
            wanted.Seed,
            wanted.Frames,
            wanted.Epochs,
            settings.Latents,
            settings.BatchSize,
            LearningRate = Math.Round(settings.LearningRate, 7),
            Scaling = wanted.Scaling.ToString(),
            Minutes = Math.Round(time.TotalMinutes, 1),
            HeldOutError = error,
            MeanFrameError = baseline,
        };

    private static void Report(int epoch, int epochs, double loss, double error, double baseline) =>
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"epoch {epoch}/{epochs}: loss {loss:0.0}, error on frames kept back {error:0.00000} "
                + $"(mean frame {baseline:0.00000})"));

    private static string Target(string path) =>
        path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase)
            ? path
            : throw new UsageException($"--output must end in .safetensors, but is {path}.");

    private sealed record RacerTraining(
        int Frames, int Epochs, FrameScaling Scaling, ulong Seed, string Output);
}
