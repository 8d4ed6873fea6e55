using System.CommandLine;
using System.Globalization;
using System.Text;
using Precocial.Formats;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Cli;

/// <summary><c>precocial ghn ablate --data D -o FOLDER</c>: what each part of a hypernetwork is worth.</summary>
internal static class HypernetworkAblateCommand
{
    public static Command Create()
    {
        var data = new Option<string>("--data")
        {
            Description = "The images: a data set's name or path.",
            DefaultValueFactory = _ => "digits",
            HelpName = "data",
        };
        Option<string?> label = new DataArgument().Label;
        var seeds = new Option<int>("--seeds")
        {
            Description = "How many seeds.",
            DefaultValueFactory = _ => 3,
            HelpName = "number",
        };
        var output = new Option<string>("--output", "-o")
        {
            Description = "Folder of the trainings and of table.csv; finished trainings in it are not done again.",
            DefaultValueFactory = _ => "ghn-ablation",
            HelpName = "folder",
        };
        var settings = new HypernetworkTrainOptions();
        var options = new CommonOptions();
        var command = new Command("ablate", "Train a hypernetwork and its ablations for the same time, or on as many networks, "
            + "each on one thread, and judge them on the same 100 unseen networks.") { data, label, seeds, output };
        settings.AddTo(command);
        options.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            int count = parsed.GetValue(seeds);
            if (count is < 1 or > 1000)
                throw new UsageException($"--seeds must be from 1 to 1000, but is {count}.");
            Dataset set = DataArgument.Load(
                parsed.GetValue(data)!, parsed.GetValue(label), options.LocationsOf(parsed));
            HypernetworkData.RequireImages(set);
            string folder = parsed.GetValue(output)!;
            Directory.CreateDirectory(folder);
            ulong seed = parsed.GetValue(options.Seed);
            DataSplit split = DataSplit.Stratified(set, new Rng(seed), HypernetworkTrainCommand.Fractions);
            var ablation = new HypernetworkAblation(split, settings.Read(parsed, set, seed), folder);
            using var workers = new WorkerPool(options.ThreadsOf(parsed));
            IReadOnlyList<AblationRow> rows = ablation.Run(count, workers, new Lines(), cancellation);
            AtomicFile.WriteText(Path.Combine(folder, "table.csv"), Csv(rows));
            if (parsed.GetValue(options.Json))
                JsonOutput.Write(new { Ablations = rows.Select(Document) });
            else
                Write(rows);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static object Document(AblationRow row) => new
    {
        row.Name,
        row.Scores.Mean,
        row.Scores.StandardError,
        row.Accuracies,
    };

    private static string Csv(IReadOnlyList<AblationRow> rows)
    {
        var csv = new StringBuilder("variant,seed,accuracy\n");
        foreach (AblationRow row in rows)
        {
            for (int seed = 0; seed < row.Accuracies.Length; seed++)
                csv.Append(CultureInfo.InvariantCulture, $"{row.Name},{seed + 1},{row.Accuracies[seed]:0.####}\n");
        }
        return csv.ToString();
    }

    private static void Write(IReadOnlyList<AblationRow> rows)
    {
        var table = new TextTable("", "accuracy", "seeds");
        foreach (AblationRow row in rows)
        {
            table.Row(row.Name, string.Create(CultureInfo.InvariantCulture,
                $"{100 * row.Scores.Mean:0.0} ± {100 * row.Scores.StandardError:0.0} %"),
                string.Join(" ", row.Accuracies.Select(a => (100 * a).ToString("0.0", CultureInfo.InvariantCulture))));
        }
        table.Write();
    }

    private sealed class Lines : IProgress<string>
    {
        public void Report(string value) => Console.Error.WriteLine(value);
    }
}
