using System.CommandLine;
using System.Globalization;
using Precocial.Architectures;
using Precocial.Formats;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Cli;

/// <summary><c>precocial finetune FILE --data D</c>: trains a saved network further.</summary>
internal static class FinetuneCommand
{
    public static Command Create()
    {
        var network = new NetworkArgument();
        var epochs = new Option<int>("--epochs")
        {
            Description = "How many epochs.",
            DefaultValueFactory = _ => 5,
            HelpName = "number",
        };
        var rate = new Option<float>("--rate")
        {
            Description = "The highest learning rate. [default: a tenth of training's from scratch]",
            HelpName = "number",
        };
        var output = new Option<string>("--output", "-o")
        {
            Description = "Where the network goes: .safetensors, .json or .onnx; with --task also .wann.json and "
                + ".out.",
            Required = true,
            HelpName = "file",
        };
        var options = new CommonOptions();
        var weightless = new FinetuneWeightless();
        var command = new Command("finetune", "Train a saved network further on a data set (--data), or tune the "
            + "weights of a weight agnostic one for its task (--task). The latter goes on from OUTPUT.state.")
        {
            network.File, network.Data, network.Label, epochs, rate, output,
        };
        weightless.AddTo(command);
        options.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            if (weightless.IsMeant(parsed))
            {
                return Task.Run(() => weightless.Run(parsed, parsed.GetValue(network.File)!,
                    parsed.GetValue(network.Label), parsed.GetValue(output)!, CheckedEpochs(parsed.GetValue(epochs)),
                    parsed.GetResult(rate) is null ? null : parsed.GetValue(rate), options, cancellation));
            }
            string target = Target(parsed.GetValue(output)!);
            int count = CheckedEpochs(parsed.GetValue(epochs));
            Network loaded = network.Load(parsed);
            Dataset data = network.LoadData(parsed, options, loaded);
            var rng = new Rng(parsed.GetValue(options.Seed));
            DataSplit split = DataSplit.Stratified(data, rng);
            TrainingRecipe recipe =
                Recipe(split.Train, parsed.GetResult(rate) is null ? null : parsed.GetValue(rate));
            using var workers = new WorkerPool(options.ThreadsOf(parsed));
            AccuracyEstimate before = Test(loaded, split, workers, cancellation);
            Train(loaded, split.JoinTrainAndValidation(), recipe, count, rng.Split("finetune"), workers,
                cancellation);
            AccuracyEstimate after = Test(loaded, split, workers, cancellation);
            var tuned = new Network(loaded.Graph, [.. loaded.Weights.Values])
            {
                Provenance = $"{loaded.Provenance}; then {count} epochs on {data.Name}",
            };
            NetworkFile.Save(tuned, target);
            if (parsed.GetValue(options.Json))
                JsonOutput.Write(Document(target, before, after, count));
            else
                Write(target, before, after);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static int CheckedEpochs(int epochs) => epochs is >= 1 and <= 10_000
        ? epochs
        : throw new UsageException($"--epochs must be from 1 to 10000, but is {epochs}.");

    private static string Target(string path) =>
        path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)
            ? path
            : throw new UsageException($"--output must end in .safetensors, .json or .onnx, but is {path}.");

    // Weights that are good already are lost at the rate that random ones need.
    private static TrainingRecipe Recipe(Dataset train, float? rate)
    {
        TrainingRecipe recipe = TrainingRecipe.For(train);
        if (rate is not null && !(rate > 0 && float.IsFinite(rate.Value)))
            throw new UsageException(
                string.Create(CultureInfo.InvariantCulture, $"--rate must be above 0, but is {rate}."));
        return recipe with { LearningRate = rate ?? recipe.LearningRate / 10 };
    }

    private static void Train(
        Network network, Dataset data, TrainingRecipe recipe, int epochs, Rng rng, WorkerPool workers,
        CancellationToken cancellation)
    {
        using var trainer = new Trainer(network, data, recipe, epochs, rng, workers);
        while (!trainer.IsDone)
        {
            EpochReport report = trainer.RunEpoch(cancellation);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"epoch {report.Epoch}/{report.Epochs}: loss {report.Loss:0.0000}, "
                    + $"{100 * report.Accuracy:0.00} % right while training"));
        }
    }

    private static AccuracyEstimate Test(
        Network network, DataSplit split, WorkerPool workers, CancellationToken cancellation) =>
        AccuracyEstimate.Of(Evaluation.Predict(network, split.Test, workers, cancellation),
            split.Test.Labels);

    private static object Document(string file, AccuracyEstimate before, AccuracyEstimate after,
        int epochs) => new
        {
            TestAccuracy = after.Value,
            Interval = new[] { after.Low, after.High },
            TestAccuracyBefore = before.Value,
            Epochs = epochs,
            Files = file.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)
                ? new Dictionary<string, string> { ["onnx"] = file }
                : new Dictionary<string, string> { ["safetensors"] = Path.ChangeExtension(file, ".safetensors") },
        };

    private static void Write(string file, AccuracyEstimate before, AccuracyEstimate after) =>
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"test accuracy {100 * before.Value:0.00} % before, {100 * after.Value:0.00} % after "
                + $"({100 * after.Low:0.0} to {100 * after.High:0.0} %): {file}"));
}
