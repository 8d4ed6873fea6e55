namespace Precocial.Tasks;

/// <summary>The environments by name: those of the weight agnostic networks' paper.</summary>
public static class EnvironmentCatalog
{
    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["swingup", "swingup_hard", "biped", "biped_hardcore"];

    /// <summary>An environment.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="protocol">What it is for: the authors search and evaluate under different rules.</param>
    /// <exception cref="ArgumentException">There is no such environment.</exception>
    public static IEnvironment Create(string name, Protocol protocol = Protocol.Search) => name switch
    {
        "swingup" => new CartPoleSwingUp(),
        "swingup_hard" => new CartPoleSwingUp(CartPoleSwingUpOptions.Hard),
        "biped" => Biped(hardcore: false, protocol),
        "biped_hardcore" => Biped(hardcore: true, protocol),
        _ => throw new ArgumentException(
            $"There is no environment '{name}'. There are {string.Join(", ", Names)}.", nameof(name)),
    };

    /// <summary>What the authors add to every stored parameter of a tuned network to get its weight; 0 for
    /// environments that are not theirs.</summary>
    public static double WeightBias(string name) => name switch
    {
        "swingup" or "swingup_hard" or "laptop_swing" => -1.5,
        "biped" or "biped_hardcore" => -1.87,
        "racer" => -0.7,
        _ => 0,
    };

    /// <summary>How long a step is, in seconds: for films. 0.02 for environments that are not the
    /// authors'.</summary>
    public static double SecondsPerStep(string name) =>
        name.StartsWith("swingup", StringComparison.Ordinal) || name == "laptop_swing" ? 0.01 : 0.02;

    // The published results: at most 1,000 steps, and −100 for a fall; the search had neither.
    private static BipedalWalker Biped(bool hardcore, Protocol protocol) => new(new BipedalWalkerOptions
    {
        Hardcore = hardcore,
        PenalisesFalls = protocol == Protocol.Published,
        StepLimit = protocol == Protocol.Published ? PublishedSteps : null,
    });

    // The reset makes one more.
    private const int PublishedSteps = 1000 + 1;
}

/// <summary>Under which rules an environment is run.</summary>
public enum Protocol
{
    /// <summary>As networks were searched.</summary>
    Search,

    /// <summary>As the published results were obtained.</summary>
    Published,
}
