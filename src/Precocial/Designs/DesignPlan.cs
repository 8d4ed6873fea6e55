using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial;

/// <summary>What a design will do: derived from the data and the settings alone, before anything is
/// trained.</summary>
public sealed record DesignPlan
{
    /// <summary>The name of the data set.</summary>
    public required string Data { get; init; }

    /// <summary>The shape of one sample.</summary>
    public required Shape SampleShape { get; init; }

    /// <summary>How many classes there are.</summary>
    public required int Classes { get; init; }

    /// <summary>Samples that the final networks are trained on: the training and the validation
    /// part.</summary>
    public required int Train { get; init; }

    /// <summary>Samples that the reported accuracy is measured on.</summary>
    public required int Test { get; init; }

    /// <summary>Whether the test part is the published one.</summary>
    public required bool TestIsOfficial { get; init; }

    /// <summary>Samples that a candidate is trained on.</summary>
    public required int SearchTrain { get; init; }

    /// <summary>Samples that candidates are compared on.</summary>
    public required int SearchValidation { get; init; }

    /// <summary>Epochs that a candidate is trained for.</summary>
    public required int SearchEpochs { get; init; }

    /// <summary>Networks that each search judges; null when time ends it.</summary>
    public required int? Evaluations { get; init; }

    /// <summary>Epochs of the final training, the same for the winner and every baseline.</summary>
    public required int FinalEpochs { get; init; }

    /// <summary>What a network may cost: the user's limits, or a default for FLOPs that suits the
    /// data.</summary>
    public required Limits Limits { get; init; }

    /// <summary>What the user chose.</summary>
    public required DesignSettings Settings { get; init; }

    /// <summary>Whether the same command gives the same network again.</summary>
    public bool Reproducible => Settings.Time is null && Settings.Method?.Card.Reproducible != false;

    /// <summary>SHA-256 of every sample and label: another file of the same name is another design.</summary>
    public required string DataHash { get; init; }

    /// <summary>What the results depend on: equal identities, equal results.</summary>
    public StudySettings Identity => new(
        JsonSerializer.Serialize(
            SearchSettings.Add("limits", Limits.ToString())
                .Add("objectives", string.Join(", ", Settings.Objectives).ToLowerInvariant())
                .Add("final_epochs", Text(FinalEpochs))
                .Add("method",
                    Settings.Method?.Name ?? $"{Settings.Space} {Settings.Strategy}".ToLowerInvariant())
                .Add("search_epochs", Text(SearchEpochs))
                .AddRange(Settings.Final is { } size ? [KeyValuePair.Create("final_size", $"{size}")] : [])),
        Settings.Seed, Settings.Window);

    /// <summary>The settings that a search's results depend on beside what a study knows itself.</summary>
    internal ImmutableSortedDictionary<string, string> SearchSettings =>
        ImmutableSortedDictionary.CreateRange(
        StringComparer.Ordinal,
        [
            KeyValuePair.Create("data", Data),
            KeyValuePair.Create("data_hash", DataHash),
            KeyValuePair.Create("samples", Text(Train + Test)),
            KeyValuePair.Create("search_samples", $"{SearchTrain} + {SearchValidation}"),
            KeyValuePair.Create("budget", Budget),
            .. IsBriefTraining ? [] : new[] { KeyValuePair.Create("judged", HowJudged) },
        ]);

    /// <summary>The plan as lines of a table.</summary>
    public IReadOnlyList<(string Name, string Value)> Facts =>
    [
        ("Data set", $"{Data}: samples of shape {SampleShape}, {Classes} classes"),
        ("Split", $"{Text(Train)} to train, {Text(Test)} to test{(TestIsOfficial ? " (published)" : "")}"),
        .. Settings.Method is { } method
            ? new[] { ("Method", $"{method.Name}: {method.Card}") }
            : [],
        ("Search",
            $"{HowCompared}{(Settings.Proxy is null ? $" on {Text(SearchValidation)} samples" : "")}; "
            + $"{Budget}; {Limits}"),
        .. Settings.Final is { } size
            ? new[] { ("Final size", $"the cells found are used with {size}, those of random search too; "
                + "the hand-made and the linear network have their own size") }
            : [],
        ("Second look",
            $"the best {Promotion.Finalists} of each search train {FinalEpochs} epochs with another seed "
            + $"and are "
            + "compared on the whole validation part; "
            + (IsBriefTraining && Settings.Final is null
                ? "the mean of both looks decides" : "that decides")),
        ("Final training", $"{FinalEpochs} epochs on {Text(Train)} samples"),
        ("Data hash", DataHash),
        ("Seed", Settings.Seed.ToString(CultureInfo.InvariantCulture)),
        ("Window", Text(Settings.Window)),
    ];

    /// <summary>How a candidate's accuracy is obtained while searching, in words.</summary>
    internal string HowJudged => (Settings.SharesWeights, Settings.Untrained, Settings.Proxy) switch
    {
        (true, _, _) => "shared weights",
        (_, { } weights, _) => $"{weights.Provenance}, not trained",
        (_, _, { } proxy) => $"{proxy.Name} of fresh weights, not trained",
        _ => $"trained {SearchEpochs} epochs",
    };

    private bool IsBriefTraining => Settings is { Untrained: null, Proxy: null, SharesWeights: false };

    private string HowCompared => (Settings.Method, Settings.Untrained) switch
    {
        _ when Settings.SharesWeights => $"weights are shared and trained on {Text(SearchTrain)} samples, and "
            + "candidates compared with them",
        _ when Settings.Proxy is { } proxy => $"candidates are not trained but compared by {proxy.Name}, a "
            + "score that is no accuracy, of fresh weights",
        ({ }, _) => $"trained on {Text(SearchTrain)} samples and compared",
        (_, { } weights) =>
            $"candidates get weights that are {weights.Provenance}, are not trained, and are compared",
        _ => $"candidates train {SearchEpochs} epochs on {Text(SearchTrain)} samples and are compared",
    };

    private string Budget => (Settings.Time, Settings.Method) switch
    {
        ({ } time, _) => $"time {time:c}",
        (_, { }) => $"as many samples as {Text(Evaluations ?? 0)} trainings of {SearchEpochs} epochs",
        _ => $"{Text(Evaluations ?? 0)} evaluations",
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
