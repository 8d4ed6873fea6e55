using Precocial.Formats;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Cli;

/// <summary>The task <c>racer</c>, which needs an encoder of what the car sees: <c>racer:FILE</c>, or the one in the
/// repository's folder of models.</summary>
internal static class RacerTask
{
    public const string Name = "racer";
    private const string Pattern = "*vae*.safetensors";

    public static bool IsMeant(string task) =>
        task == Name || task.StartsWith(Name + ":", StringComparison.Ordinal);

    public static EnvironmentTask Create(string task)
    {
        string file = task == Name ? Stored() : task[(Name.Length + 1)..];
        SafeTensorsFile weights = SafeTensors.Load(file);
        try
        {
            return new EnvironmentTask(new Racer(new VaeEncoder(weights.Tensors)), Name);
        }
        catch (Exception e) when (e is ShapeException or KeyNotFoundException or ArgumentException or DataException)
        {
            throw new UsageException($"{Path.GetFileName(file)} is no encoder for racer: {e.Message}");
        }
    }

    private static string Stored()
    {
        for (var up = new DirectoryInfo(AppContext.BaseDirectory); up is not null; up = up.Parent)
        {
            string folder = Path.Combine(up.FullName, "models");
            if (Directory.Exists(folder)
                && Directory.GetFiles(folder, Pattern).Order(StringComparer.Ordinal).FirstOrDefault() is { } found)
                return found;
        }
        throw new UsageException("The task racer needs an encoder of what the car sees: train one with `precocial racer "
            + "train-vae`, then say racer:FILE.safetensors.");
    }
}
