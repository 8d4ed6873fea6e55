using System.CommandLine;
using System.Globalization;
using Precocial.Search;

namespace Precocial.Cli;

/// <summary>The arguments of <c>design</c>, and of <c>search</c>, which chooses more.</summary>
internal sealed class DesignOptions
{
    private readonly string _verb;
    private readonly DataArgument _data = new();
    private readonly CommonOptions _common = new();
    private readonly SearchLimits _limits = new();

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "Folder of the results. [default: precocial-DATA]",
        HelpName = "folder",
    };

    private readonly Option<string?> _budget = new("--budget")
    {
        Description =
            "Networks to judge (500-evals), or a time (10m): not reproducible. [default: suits the data]",
        HelpName = "amount",
    };

    private readonly Option<string> _objective = new("--objective")
    {
        Description = "What counts: accuracy, and also latency, parameters or flops, separated by commas.",
        DefaultValueFactory = _ => "accuracy",
        HelpName = "list",
    };

    private readonly Option<string> _namedData = new("--data")
    {
        Description = "A data set's name or path.",
        DefaultValueFactory = _ => "digits",
        HelpName = "data",
    };

    // Resuming is the default: a folder with a study of the same settings is gone on with.
    private readonly Option<bool> _resume = new("--resume")
    {
        Description =
            "Go on with the study in the folder; an error if there is none. [default: if there is one]",
    };

    private DesignOptions(string verb) => _verb = verb;

    /// <summary>The arguments of <c>design</c>.</summary>
    public static DesignOptions ForDesign() => new("design");

    /// <summary>The arguments of <c>search</c>.</summary>
    public static DesignOptions ForSearch() => new("search");

    private bool IsSearch => _verb == "search";

    public SearchMethod Method { get; } = new();

    public CommonOptions Common => _common;

    public Command Command(string description)
    {
        var command = new Command(_verb, description);
        if (IsSearch)
        {
            command.Options.Add(_namedData);
            Method.AddTo(command);
        }
        else
        {
            command.Arguments.Add(_data.Data);
        }
        foreach (Option option in (Option[])
            [_data.Label, _output, _budget, _limits.MaxParameters, _limits.MaxFlops, _objective, _resume])
        {
            command.Options.Add(option);
        }
        _common.AddTo(command);
        return command;
    }

    public DesignRequest Read(ParseResult parsed)
    {
        string data = IsSearch ? parsed.GetValue(_namedData)! : parsed.GetValue(_data.Data)!;
        string folder = parsed.GetValue(_output) ?? DefaultFolder(parsed, data);
        if (parsed.GetValue(_resume) && !File.Exists(Path.Combine(folder, StudyPath.FileName)))
            throw new UsageException(
                $"There is no study in {folder} to resume. Leave --resume out to begin one.");
        BudgetText? budget = parsed.GetValue(_budget) is { } text ? BudgetText.Parse(text) : null;
        var settings = new DesignSettings
        {
            Method = IsSearch ? Method.MethodOf(parsed) : null,
            Space = IsSearch ? Method.SpaceOf(parsed) : SpaceChoice.Macro,
            Strategy = IsSearch ? Method.StrategyOf(parsed) : StrategyChoice.Evolution,
            Untrained = IsSearch ? Method.UntrainedOf(parsed, data) : null,
            SharesWeights = IsSearch && parsed.GetValue(Method.Evaluator) == "shared",
            Epochs = IsSearch ? Method.EpochsOf(parsed) : null,
            Proxy = IsSearch ? Method.ProxyOf(parsed) : null,
            Final = IsSearch ? Method.FinalOf(parsed) : null,
            Seed = parsed.GetValue(_common.Seed),
            Evaluations = budget?.Evaluations,
            Time = budget?.Time,
            Limits = _limits.Of(parsed),
            Objectives = ObjectiveText.Parse(parsed.GetValue(_objective)!),
            Threads = _common.ThreadsOf(parsed),
        };
        return new DesignRequest(data, parsed.GetValue(_data.Label), folder, settings,
            _common.LocationsOf(parsed),
            parsed.GetValue(_common.Json), Arguments(parsed, data));
    }

    /// <summary>Where the results of a search without data go.</summary>
    public string FolderOf(ParseResult parsed, string source) =>
        parsed.GetValue(_output) ?? DefaultFolder(parsed, source);

    // Without threads, folders and --json: they change nothing about the result.
    private List<string> Arguments(ParseResult parsed, string data)
    {
        bool isPath = File.Exists(data) || Directory.Exists(data);
        string place = isPath ? Path.GetFullPath(data) : data;
        List<string> arguments = IsSearch ? ["search", "--data", place] : ["design", place];
        if (IsSearch)
            arguments.AddRange(Method.Arguments(parsed));
        foreach (Option<string?> option in (Option<string?>[])[_data.Label, _budget, _limits.MaxParameters,
            _limits.MaxFlops])
        {
            if (parsed.GetValue(option) is { } value)
                arguments.AddRange([option.Name, value]);
        }
        arguments.AddRange([_objective.Name, parsed.GetValue(_objective)!]);
        arguments.AddRange(
            [_common.Seed.Name, parsed.GetValue(_common.Seed).ToString(CultureInfo.InvariantCulture)]);
        return arguments;
    }

    private string DefaultFolder(ParseResult parsed, string data) => IsSearch
        ? $"precocial-{NameOf(data)}-{Method.NameOf(parsed)}"
        : $"precocial-{NameOf(data)}";

    private static string NameOf(string data) =>
        Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(data)) is { Length: > 0 } name
            ? name : "design";
}
