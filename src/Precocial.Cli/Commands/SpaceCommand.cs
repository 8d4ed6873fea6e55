using System.CommandLine;
using System.Globalization;
using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Cli;

/// <summary><c>precocial space inspect</c>: how many networks a space has, how large they are, what limits
/// would reject.</summary>
internal static class SpaceCommand
{
    private const int MostSamples = 1_000_000;

    public static Command Create() => new("space", "Look into search spaces.") { Inspect() };

    private static Command Inspect()
    {
        var space = new Argument<string>("space") { Description = $"{string.Join(", ", SearchMethod.Spaces)}." };
        space.AcceptOnlyFromAmong([.. SearchMethod.Spaces]);
        var data = new Option<string>("--data")
        {
            Description = "The data set that the networks would be for.",
            DefaultValueFactory = _ => "digits",
        };
        var samples = new Option<int>("--samples")
        {
            Description = "How many networks to draw.",
            DefaultValueFactory = _ => 1000,
            HelpName = "number",
        };
        var limits = new SearchLimits();
        var options = new CommonOptions();
        var command =
            new Command("inspect", "Count a space, sample it, and show parameters, FLOPs and rejections.")
        {
            space, data, samples, limits.MaxParameters, limits.MaxFlops, options.Seed, options.DataFolder,
            options.Json,
        };
        command.SetAction(parsed =>
        {
            int count = parsed.GetValue(samples) is >= 1 and <= MostSamples and int n
                ? n
                : throw new UsageException(
                    $"--samples must be from 1 to {MostSamples}, but is {parsed.GetValue(samples)}.");
            Dataset set = DataArgument.Load(parsed.GetValue(data)!, label: null, options.LocationsOf(parsed));
            SpaceReport report = SpaceChoices.Visit(
                SearchMethod.SpaceNamed(parsed.GetValue(space)!), TaskGeometry.Of(set),
                new Inspection(count, new Rng(parsed.GetValue(options.Seed)), limits.Of(parsed)));
            if (parsed.GetValue(options.Json))
                JsonOutput.Write(Document(report));
            else
                Write(report);
            return ExitCode.Done;
        });
        return command;
    }

    private sealed class Inspection(int samples, Rng rng, Limits limits) : ISpaceVisitor<SpaceReport>
    {
        public SpaceReport Visit<TGenotype>(ISearchSpace<TGenotype> space)
            where TGenotype : notnull => SpaceInspector.Inspect(space, samples, rng, limits);
    }

    private static object Document(SpaceReport report) => new
    {
        report.Description,
        Count = report.Count?.ToString(CultureInfo.InvariantCulture),
        report.Samples,
        report.Distinct,
        report.Parameters,
        report.Flops,
        report.Rejected,
        report.Examples,
    };

    private static void Write(SpaceReport report)
    {
        Console.Out.WriteLine(report.Description);
        string count = report.Count is { } n ? n.ToString("N0", CultureInfo.InvariantCulture) : "unknown";
        Console.Out.WriteLine(
            $"genotypes: {count}; of {report.Samples} drawn, {report.Distinct} are different networks");
        Console.Out.WriteLine(
            string.Create(CultureInfo.InvariantCulture,
            $"rejected by the limits: {100 * report.Rejected:0.0} %"));
        var table = new TextTable("", "least", "quarter", "half", "three quarters", "most");
        foreach ((string name, Quantiles q) in new[] { ("parameters", report.Parameters),
            ("FLOPs", report.Flops) })
        {
            table.Row(name, CountText.Short(q.Minimum), CountText.Short(q.Lower), CountText.Short(q.Median),
                CountText.Short(q.Upper), CountText.Short(q.Maximum));
        }
        table.AlignRight(1, 2, 3, 4, 5).Write();
        foreach (string example in report.Examples)
            Console.Out.WriteLine(example);
    }
}
