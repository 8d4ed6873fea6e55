using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Precocial.Architectures;

namespace Precocial.Cli;

/// <summary><c>precocial deepnets generate --split S --count N -o FILE</c>: draws the first networks of a
/// split.</summary>
internal static class DeepNetsGenerateCommand
{
    private const int MostNetworks = 10_000_000;

    public static Command Create()
    {
        var split = new Option<string>("--split")
        {
            Description = "Which networks: each split has its own, whatever the seed.",
            DefaultValueFactory = _ => "train",
        };
        split.AcceptOnlyFromAmong([.. DeepNetsSettings.Splits]);
        var count = new Option<int>("--count")
        {
            Description = "How many networks.",
            DefaultValueFactory = _ => 500,
            HelpName = "number",
        };
        var input = new Option<string>("--input")
        {
            Description = "The images that they are for: channels x height x width.",
            DefaultValueFactory = _ => "3x32x32",
            HelpName = "shape",
        };
        var classes = new Option<int>("--classes")
        {
            Description = "The classes that they tell apart.",
            DefaultValueFactory = _ => 10,
            HelpName = "number",
        };
        var output = new Option<string>("--output", "-o")
        {
            Description = "The file to write, JSON lines; compressed if it ends in .gz.",
            Required = true,
            HelpName = "file",
        };
        var options = new CommonOptions();
        var command = new Command("generate", "Draw networks of a split into a file.")
        {
            split, count, input, classes, output, options.Seed, options.Threads, options.Json,
        };
        command.SetAction((parsed, cancellation) =>
        {
            DeepNetsSettings settings = DeepNetsSettings.Of(parsed.GetValue(split)!) with
            {
                Input = ImageText.Parse("--input", parsed.GetValue(input)!),
                Classes = Within("--classes", parsed.GetValue(classes), 1_000_000),
            };
            Generate(settings, parsed.GetValue(options.Seed),
                Within("--count", parsed.GetValue(count), MostNetworks), options.ThreadsOf(parsed),
                parsed.GetValue(output)!, parsed.GetValue(options.Json), cancellation);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void Generate(DeepNetsSettings settings, ulong seed, int count, int threads, string file,
        bool asJson, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        DeepNetsCollection networks = Draw(settings, seed, count, threads, cancellation);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        DeepNetsFile.Save(networks, file);
        if (asJson)
        {
            JsonOutput.Write(new
            {
                File = file,
                networks.Split,
                networks.Seed,
                Networks = count,
                PerSecond = count / Math.Max(seconds, 1e-6),
            });
            return;
        }
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{count} networks of {networks.Split} drawn in {seconds:0.00} s"));
        Console.Out.WriteLine(file);
    }

    private static DeepNetsCollection Draw(
        DeepNetsSettings settings, ulong seed, int count, int threads, CancellationToken cancellation)
    {
        try
        {
            return DeepNetsCollection.Draw(settings, seed, count, threads, cancellation);
        }
        catch (GraphException e)
        {
            throw new UsageException(e.Message);
        }
    }

    private static int Within(string option, int value, int most) => value >= 1 && value <= most
        ? value
        : throw new UsageException($"{option} must be from 1 to {most}, but is {value}.");
}
