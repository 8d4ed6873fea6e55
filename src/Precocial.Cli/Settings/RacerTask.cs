namespace Precocial.Cli;

/// <summary>The task <c>racer</c>, which needs an encoder of what the car sees: the one that comes with the program, or
/// <c>racer:FILE</c>.</summary>
internal static class RacerTask
{
    public const string Name = "racer";

    public static bool IsMeant(string task) =>
        task == Name || task.StartsWith(Name + ":", StringComparison.Ordinal);

    public static EnvironmentTask Create(string task) => new(
        task == Name ? RacerVae.Environment() : new(RacerVae.Load(task[(Name.Length + 1)..])), Name);
}
