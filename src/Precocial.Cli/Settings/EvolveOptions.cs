using System.CommandLine;
using System.Globalization;
using Precocial.Search;

namespace Precocial.Cli;

/// <summary>The arguments of <c>evolve</c>.</summary>
internal sealed class EvolveOptions
{
    private readonly CommonOptions _common = new();
    private readonly Argument<string> _task = TaskArgument.Required();
    private readonly Option<string?> _label = new DataArgument().Label;

    private readonly Option<string?> _output = new("--output-dir", "--output", "-o")
    {
        Description = "Folder of the results. [default: precocial-TASK]",
        HelpName = "folder",
    };

    private readonly Option<int> _generations = new("--generations")
    {
        Description = "How many generations. [default: the paper's for the task]",
        HelpName = "number",
    };

    private readonly Option<int> _population = new("--population")
    {
        Description = "Networks in a generation. [default: the paper's for the task]",
        HelpName = "number",
    };

    private readonly Option<int> _repetitions = new("--repetitions")
    {
        Description = "Episodes or batches for each shared weight of a network. [default: the paper's for the task]",
        HelpName = "number",
    };

    private readonly Option<string?> _heats = new("--heats")
    {
        Description = "Beginnings before one goes on, and generations of each, such as 8x64; 1x1 for one beginning. "
            + "[default: suits the task]",
        HelpName = "NxG",
    };

    private readonly Option<int> _founders = new("--founders")
    {
        Description = "Generations of random networks, of which the best are the first parents, instead of heats. "
            + "[default: suits the task]",
        HelpName = "number",
    };

    private readonly Option<int> _steps = new("--steps")
    {
        Description = "End an episode of the search after so many steps; tests are of full length. "
            + "[default: suits the task]",
        HelpName = "number",
    };

    private readonly Option<bool> _faithful = new("--faithful")
    {
        Description = "Keep the quirks of the released code; docs/weightless.md lists them.",
    };

    private readonly Option<string?> _budget = new("--budget")
    {
        Description = "End the evolution after a time such as 90s, 10m or 1h instead: not reproducible.",
        HelpName = "time",
    };

    public Command Command()
    {
        var command = new Command("evolve", "Grow a network that can do a task without being trained.")
        {
            _task, _label, _generations, _population, _repetitions, _heats, _founders, _steps, _faithful,
            _budget, _output,
        };
        _common.AddTo(command);
        return command;
    }

    public EvolveRequest Read(ParseResult parsed)
    {
        string name = parsed.GetValue(_task)!;
        ulong seed = parsed.GetValue(_common.Seed);
        WeightlessTask task =
            TaskArgument.Find(name, parsed.GetValue(_label), _common.LocationsOf(parsed), seed);
        string folder = parsed.GetValue(_output) ?? $"precocial-{task.Name}";
        return new EvolveRequest(task, SettingsOf(parsed, task, seed), folder, _common.ThreadsOf(parsed),
            parsed.GetValue(_common.Json), CommandText(parsed, name));
    }

    private WannSettings SettingsOf(ParseResult parsed, WeightlessTask task, ulong seed)
    {
        WannSettings settings = BeginningOf(
            parsed, WannSettings.For(task.Name, parsed.GetValue(_faithful)) with { Seed = seed });
        if (parsed.GetValue(_budget) is { } budget)
        {
            if (parsed.GetResult(_generations) is not null)
                throw new UsageException("--generations and --budget both end the search: give one of them.");
            settings = settings with
            {
                Time = BudgetText.Parse(budget).Time ?? throw new UsageException(
                    $"--budget must be a time such as 90s, 10m or 1h, but is '{budget}'. For a number of "
                    + "generations: --generations."),
            };
        }
        NeuroEvolutionSettings selection = settings.Selection with
        {
            Population = Number(parsed, _population, settings.Selection.Population, 2, 100_000),
        };
        return settings with
        {
            Generations = Number(parsed, _generations, settings.Generations, 1, 10_000_000),
            Selection = selection,
            Repetitions = Number(parsed, _repetitions, settings.Repetitions, 1, 10_000),
            StepLimit = StepLimitOf(parsed, task, settings),
        };
    }

    // One way to begin takes the place of the other.
    private WannSettings BeginningOf(ParseResult parsed, WannSettings settings)
    {
        bool hasFounders = IsGiven(parsed, _founders);
        if (parsed.GetValue(_heats) is { } heats)
        {
            return hasFounders
                ? throw new UsageException("--heats and --founders are two ways to begin: give one of them.")
                : settings with { Heats = HeatsOf(heats), Founders = 1 };
        }
        return hasFounders
            ? settings with { Heats = Heats.None, Founders = Number(parsed, _founders, 1, 1, 10_000) }
            : settings;
    }

    private int? StepLimitOf(ParseResult parsed, WeightlessTask task, WannSettings settings)
    {
        if (!IsGiven(parsed, _steps))
            return settings.StepLimit;
        if (task is not EnvironmentTask { Environment.Spec.StepLimit: var limit })
            throw new UsageException($"--steps is for tasks with episodes, but {task.Name} is a data set.");
        return Number(parsed, _steps, limit, 1, limit);
    }

    private static Heats HeatsOf(string text)
    {
        string[] numbers = text.Split('x');
        return numbers.Length == 2 && TryRead(numbers[0], out int count) && TryRead(numbers[1], out int length)
            ? new Heats(count, length)
            : throw new UsageException(
                $"--heats must be heats x generations of each, such as 8x64, but is '{text}'.");

        static bool TryRead(string text, out int number) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && number is >= 1 and <= 10_000;
    }

    private static bool IsGiven(ParseResult parsed, Option option) =>
        parsed.GetResult(option) is not null and not { Implicit: true };

    private static int Number(ParseResult parsed, Option<int> option, int otherwise, int least, int most)
    {
        if (!IsGiven(parsed, option))
            return otherwise;
        int number = parsed.GetValue(option);
        return number >= least && number <= most
            ? number
            : throw new UsageException($"{option.Name} must be from {least} to {most}, but is {number}.");
    }

    // Without threads, folders and --json: they change nothing about the result.
    private string CommandText(ParseResult parsed, string task)
    {
        List<string> words = ["precocial evolve", task];
        foreach (Option<int> option in (Option<int>[])[_generations, _population, _repetitions, _founders, _steps])
        {
            if (IsGiven(parsed, option))
                words.Add(string.Create(CultureInfo.InvariantCulture, $"{option.Name} {parsed.GetValue(option)}"));
        }
        if (parsed.GetValue(_faithful))
            words.Add("--faithful");
        foreach (Option<string?> option in (Option<string?>[])[_label, _heats, _budget])
        {
            if (parsed.GetValue(option) is { } value)
                words.Add($"{option.Name} {value}");
        }
        words.Add($"--seed {parsed.GetValue(_common.Seed)}");
        return string.Join(' ', words);
    }
}

/// <summary>What was typed after <c>evolve</c>, read and checked.</summary>
internal sealed record EvolveRequest(
    WeightlessTask Task, WannSettings Settings, string Folder, int Threads, bool Json, string CommandText);
