using System.CommandLine;
using System.Globalization;
using Precocial.Architectures;
using Precocial.Formats;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Cli;

/// <summary><c>precocial evaluate FILE --data D</c>: how accurate a saved network is, and how fast. With <c>--task</c>:
/// <see cref="EvaluateWeightless"/>.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var network = new NetworkArgument();
        var part = new Option<string>("--part")
        {
            Description = "Which samples: test (the part that design with this seed tests on) or all.",
            DefaultValueFactory = _ => "test",
        };
        part.AcceptOnlyFromAmong("test", "all");
        var options = new CommonOptions();
        var weightless = new EvaluateWeightless();
        var command = new Command("evaluate", "Measure a saved network: on a data set (--data), or a weight agnostic "
            + "one on its task (--task), under the rules of the published results: a walker falls for -100 and has "
            + "1,000 steps.")
        {
            network.File, network.Data, network.Label, part,
        };
        weightless.AddTo(command);
        options.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            if (weightless.IsMeant(parsed))
            {
                return Task.FromResult(weightless.Run(parsed, parsed.GetValue(network.File)!,
                    parsed.GetValue(network.Label), options, cancellation));
            }
            Network loaded = network.Load(parsed);
            Dataset data = network.LoadData(parsed, options, loaded);
            if (parsed.GetValue(part) == "test")
                data = DataSplit.Stratified(data, new Rng(parsed.GetValue(options.Seed))).Test;
            using var workers = new WorkerPool(options.ThreadsOf(parsed));
            int[] predictions = Evaluation.Predict(loaded, data, workers, cancellation);
            AccuracyEstimate accuracy = AccuracyEstimate.Of(predictions, data.Labels);
            TimeSpan latency = new LatencyProbe(TimeProvider.System).Measure(loaded);
            if (parsed.GetValue(options.Json))
                JsonOutput.Write(Document(loaded, accuracy, latency));
            else
                Write(loaded, accuracy, latency);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static object Document(Network network, AccuracyEstimate accuracy, TimeSpan latency) => new
    {
        Accuracy = accuracy.Value,
        Interval = new[] { accuracy.Low, accuracy.High },
        accuracy.Samples,
        network.Graph.Parameters,
        network.Graph.Flops,
        LatencyMs = latency.TotalMilliseconds,
        How = network.Provenance,
    };

    private static void Write(Network network, AccuracyEstimate accuracy, TimeSpan latency)
    {
        string Percent(double share) => (100 * share).ToString("0.00", CultureInfo.InvariantCulture);
        new TextTable("accuracy", "95 % interval", "samples", "parameters", "FLOPs", "latency",
            "how obtained").Row(
            $"{Percent(accuracy.Value)} %", $"{Percent(accuracy.Low)} to {Percent(accuracy.High)} %",
            $"{accuracy.Samples}",
            CountText.Short(network.Graph.Parameters), CountText.Short(network.Graph.Flops),
            latency.TotalMilliseconds.ToString("0.000", CultureInfo.InvariantCulture) + " ms",
            network.Provenance).Write();
    }
}
