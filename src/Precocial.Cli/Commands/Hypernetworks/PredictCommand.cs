using System.CommandLine;
using Precocial.Architectures;
using Precocial.Formats;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Cli;

/// <summary><c>precocial predict NETWORK --ghn NAME -o FILE</c>: weights for a network that was never trained.</summary>
internal static class PredictCommand
{
    public static Command Create()
    {
        var architecture = new ArchitectureArgument();
        Option<string?> ghn = HypernetworkOption.Create();
        var data = new Option<string?>("--data")
        {
            Description = "A data set: tests the network, and gives batch norm the running statistics that files for "
                + "other programs need. The network then takes raw data.",
            HelpName = "data",
        };
        Option<string?> label = new DataArgument().Label;
        var epochs = new Option<int>("--finetune")
        {
            Description = "Train the predicted network for so many epochs on --data, and one with He weights beside it.",
            HelpName = "epochs",
        };
        var shots = new Option<int>("--shots")
        {
            Description = "With --finetune: train on so many samples of each class.",
            HelpName = "number",
        };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Where the network goes: .safetensors, with the names that PyTorch knows, .onnx or .json.",
            HelpName = "file",
        };
        var options = new CommonOptions();
        var command = new Command("predict", "Predict all weights of a network that was never trained, in one pass.");
        architecture.AddTo(command);
        foreach (Option option in (Option[])[ghn, data, label, epochs, shots, output])
            command.Options.Add(option);
        options.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            string? target = PredictionFile.Checked(parsed.GetValue(output));
            FewShotSettings? finetune = FewShotSettings.Read(parsed, epochs, shots, parsed.GetValue(data) is not null);
            TrainedHypernetwork hypernetwork =
                HypernetworkOption.Load(parsed.GetValue(ghn), parsed.GetValue(data));
            Dataset? set = parsed.GetValue(data) is { } name
                ? DataArgument.Load(name, parsed.GetValue(label), options.LocationsOf(parsed))
                : null;
            GivenArchitecture given = architecture.Find(parsed, set?.SampleShape ?? hypernetwork.Card.InputShape,
                set?.Classes ?? hypernetwork.Model.Configuration.Classes);
            using var workers = new WorkerPool(options.ThreadsOf(parsed));
            var run = new PredictionRun(hypernetwork, given, set, finetune, parsed.GetValue(options.Seed), workers);
            PredictionReport report = run.Run(cancellation);
            if (target is not null)
                PredictionFile.Save(target, report.Timed.Network, given, estimated: set is not null);
            if (parsed.GetValue(options.Json))
                JsonOutput.Write(report.Document(target));
            else
                report.Write(target);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
