using System.CommandLine;
using System.Globalization;
using Precocial.Architectures;
using Precocial.Search;

namespace Precocial.Cli;

/// <summary>A search method as the choice of three: space, strategy, evaluator.</summary>
internal sealed class SearchMethod
{
    /// <summary>The spaces by name.</summary>
    public static IReadOnlyList<string> Spaces { get; } =
        ["macro", "cell", "nasbench201", "deepnets", "enas-micro", "enas-macro", "zoph"];

    public Option<string?> Named { get; } = new("--method")
    {
        Description = "A named choice of the three; --list shows them.",
        HelpName = "name",
    };

    public Option<bool> List { get; } = new("--list")
    {
        Description = "Show the methods: what each is made of, needs and costs.",
    };

    public Option<string?> Compare { get; } = new("--compare")
    {
        Description = "Race methods at equal cost: names separated by commas.",
        HelpName = "names",
    };

    public Option<int> Seeds { get; } = NumberOption.Create("--seeds", "Seeds of each method with --compare.", 5);

    public Option<string> Space { get; } =
        Choice("--space", "Which networks exist.", [.. Spaces]);

    public Option<string> Strategy { get; } =
        Choice("--strategy", "Who proposes them.", "evolution", "random", "local", "guided",
            "reinforce");

    public Option<string> Evaluator { get; } =
        Choice("--evaluator", "Who judges them: training, weights predicted by a hypernetwork without training, weights "
            + "that all share, a score without training, or a recorded table.",
            "trained", "ghn", "shared", "proxy", "tabular");

    public Option<string> Proxy { get; } = new("--proxy")
    {
        Description = $"The score of --evaluator proxy: {string.Join(", ", ProxyCatalog.Names)}.",
        DefaultValueFactory = _ => "nwot",
        HelpName = "name",
    };

    public Option<string?> Hypernetwork { get; } = HypernetworkOption.Create();

    public Option<string> DataSet { get; } = DataSetOption.Create();

    public Option<string?> Table { get; } = new("--table")
    {
        Description = "The recorded table, a CSV file, of --evaluator tabular.",
        HelpName = "file",
    };

    public Option<int> Epochs { get; } = new("--epochs")
    {
        Description = "Epochs of each evaluation. [default: suits the data]",
        HelpName = "number",
    };

    public Option<int> FinalCells { get; } = new("--final-cells")
    {
        Description = "Cells a stage of the final network: what is found small is used large.",
        HelpName = "number",
    };

    public Option<int> FinalChannels { get; } = new("--final-channels")
    {
        Description = "Channels of the final network's first cells.",
        HelpName = "number",
    };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[Named, List, Compare, Seeds, Space, Strategy, Evaluator,
            Hypernetwork, Proxy, Table, DataSet, Epochs, FinalCells, FinalChannels])
            command.Options.Add(option);
    }

    /// <summary>The method of <c>--method</c>; null without it.</summary>
    public Method? MethodOf(ParseResult parsed)
    {
        if (parsed.GetValue(Named) is not { } name)
            return null;
        foreach (Option option in (Option[])[Space, Strategy, Evaluator, Table])
        {
            if (parsed.GetResult(option) is { Implicit: false })
                throw new UsageException($"--method {name} chooses the three already: leave {option.Name} out.");
        }
        return MethodNamed(name);
    }

    private string[] Raced(ParseResult parsed) =>
        parsed.GetValue(Compare)?.Split(',', StringSplitOptions.TrimEntries) ?? [];

    public static Method MethodNamed(string name) => MethodCatalog.Find(name)
        ?? throw new UsageException($"There is no method '{name}'. There are: "
            + $"{string.Join(", ", MethodCatalog.All.Select(m => m.Name))}. --list says what each is.");

    public bool IsTabular(ParseResult parsed) => parsed.GetValue(Evaluator) == "tabular";

    public SpaceChoice SpaceOf(ParseResult parsed) => SpaceNamed(parsed.GetValue(Space)!);

    public static SpaceChoice SpaceNamed(string name) => name switch
    {
        "macro" => SpaceChoice.Macro,
        "cell" => SpaceChoice.Cell,
        "deepnets" => SpaceChoice.DeepNets,
        "enas-micro" => SpaceChoice.EnasMicro,
        "enas-macro" => SpaceChoice.EnasMacro,
        "zoph" => SpaceChoice.Zoph,
        _ => SpaceChoice.NasBench201,
    };

    /// <summary>The hypernetwork that judges with <c>--evaluator ghn</c>; otherwise null.</summary>
    public IWeightSource? UntrainedOf(ParseResult parsed, string data)
    {
        string? asked = parsed.GetValue(Hypernetwork);
        if (parsed.GetValue(Named) == "ghn" || parsed.GetValue(Evaluator) == "ghn"
            || Raced(parsed).Contains("ghn"))
        {
            return HypernetworkOption.Load(asked, data).Model;
        }
        return asked is null ? null : throw new UsageException("--ghn is for --evaluator ghn.");
    }

    /// <summary>What judges with <c>--evaluator proxy</c>; otherwise null.</summary>
    public IProxy? ProxyOf(ParseResult parsed)
    {
        if (parsed.GetValue(Evaluator) != "proxy")
        {
            return parsed.GetResult(Proxy) is null or { Implicit: true }
                ? null
                : throw new UsageException("--proxy is for --evaluator proxy.");
        }
        string name = parsed.GetValue(Proxy)!;
        return ProxyCatalog.Names.Contains(name)
            ? ProxyCatalog.Find(name)
            : throw new UsageException(
                $"There is no proxy '{name}'. There are: {string.Join(", ", ProxyCatalog.Names)}.");
    }

    public StrategyChoice StrategyOf(ParseResult parsed) => parsed.GetValue(Strategy) switch
    {
        "random" => StrategyChoice.Random,
        "local" => StrategyChoice.Local,
        "guided" => StrategyChoice.Guided,
        "reinforce" => StrategyChoice.Reinforce,
        _ => StrategyChoice.Evolution,
    };

    public int? EpochsOf(ParseResult parsed)
    {
        if (parsed.GetResult(Epochs) is null)
            return null;
        int epochs = parsed.GetValue(Epochs);
        return epochs is >= 1 and <= 10_000
            ? epochs
            : throw new UsageException($"--epochs must be from 1 to 10000, but is {epochs}.");
    }

    /// <summary>The size of <c>--final-cells</c> and <c>--final-channels</c>; null without both.</summary>
    public StackSize? FinalOf(ParseResult parsed)
    {
        int? cells = Given(parsed, FinalCells, most: 100);
        int? channels = Given(parsed, FinalChannels, most: 4096);
        return cells is null && channels is null ? null : new StackSize(cells, channels);
    }

    private static int? Given(ParseResult parsed, Option<int> option, int most) =>
        parsed.GetResult(option) is null
            ? null
            : NumberOption.InRange(option.Name, parsed.GetValue(option), 1, most);

    public string NameOf(ParseResult parsed) => parsed.GetValue(Compare) is not null ? "race"
        : parsed.GetValue(Named) ?? $"{parsed.GetValue(Space)}-{parsed.GetValue(Strategy)}"
        + parsed.GetValue(Evaluator) switch
        {
            "proxy" => $"-{parsed.GetValue(Proxy)}",
            "ghn" or "shared" => $"-{parsed.GetValue(Evaluator)}",
            _ => "",
        };

    public IEnumerable<string> Arguments(ParseResult parsed)
    {
        if (parsed.GetValue(Compare) is not null)
            return [];
        List<string> arguments = [];
        if (parsed.GetValue(Named) is { } name)
            arguments.AddRange([Named.Name, name]);
        else
            AddChoices(parsed, arguments);
        if (parsed.GetValue(Hypernetwork) is { } ghn)
            arguments.AddRange([Hypernetwork.Name, File.Exists(ghn) ? Path.GetFullPath(ghn) : ghn]);
        if (EpochsOf(parsed) is { } epochs)
            arguments.AddRange([Epochs.Name, epochs.ToString(CultureInfo.InvariantCulture)]);
        foreach (Option<int> option in (Option<int>[])[FinalCells, FinalChannels])
        {
            if (parsed.GetResult(option) is not null)
            {
                arguments.AddRange(
                    [option.Name, parsed.GetValue(option).ToString(CultureInfo.InvariantCulture)]);
            }
        }
        return arguments;
    }

    private void AddChoices(ParseResult parsed, List<string> arguments)
    {
        foreach (Option<string> option in (Option<string>[])[Space, Strategy, Evaluator])
            arguments.AddRange([option.Name, parsed.GetValue(option)!]);
        if (ProxyOf(parsed) is { } proxy)
            arguments.AddRange([Proxy.Name, proxy.Name]);
        if (parsed.GetValue(Table) is { } table)
        {
            arguments.AddRange(
                [Table.Name, Path.GetFullPath(table), DataSet.Name, parsed.GetValue(DataSet)!]);
        }
    }

    private static Option<string> Choice(string name, string description, params string[] values) =>
        ChoiceOption.Create(name, $"{description} {string.Join(", ", values)}.", values);
}
