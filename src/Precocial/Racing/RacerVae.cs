using Precocial.Formats;
using Precocial.Tasks;

namespace Precocial;

/// <summary>The encoder that comes with the library: <c>models/racer-vae.safetensors</c>.</summary>
/// <remarks>16 numbers a frame, for <see cref="FrameScaling.Plain"/>. How it came about is in
/// <c>models/racer-vae.json</c>; <c>precocial racer train-vae</c> makes another.</remarks>
public static class RacerVae
{
    private const string Resource = "racer-vae.safetensors";
    private static readonly Lazy<VaeEncoder> Built = new(LoadBundled);

    /// <summary>The racing task as it is trained for and reported: with the bundled encoder.</summary>
    public static Racer Environment() => new(Bundled);

    /// <summary>The bundled encoder; read once.</summary>
    public static VaeEncoder Bundled => Built.Value;

    /// <summary>An encoder of one's own.</summary>
    /// <param name="path">A safetensors file with the tensors that <see cref="VaeEncoder"/> names.</param>
    /// <exception cref="FileFormatException">Not such a file.</exception>
    public static VaeEncoder Load(string path)
    {
        var tensors = SafeTensors.Load(path).Tensors;
        try
        {
            return new VaeEncoder(tensors);
        }
        catch (ArgumentException e)
        {
            throw new FileFormatException($"{Path.GetFileName(path)}: {e.Message}", e);
        }
    }

    private static VaeEncoder LoadBundled()
    {
        using var stream = typeof(RacerVae).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"RacerVae: the resource {Resource} is missing.");
        return new VaeEncoder(SafeTensors.Load(stream, Resource).Tensors);
    }
}
