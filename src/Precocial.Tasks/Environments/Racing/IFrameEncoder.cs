namespace Precocial.Tasks;

/// <summary>Turns what a racer sees into few numbers.</summary>
/// <remarks>Shared by all threads: what changes while encoding belongs to the call.</remarks>
public interface IFrameEncoder
{
    /// <summary>How many numbers it gives.</summary>
    int Size { get; }

    /// <summary>Encodes one frame.</summary>
    /// <param name="frame">64×64×3 bytes: row by row from the top left, red, green, blue.</param>
    /// <param name="latent">Receives <see cref="Size"/> numbers.</param>
    void Encode(ReadOnlySpan<byte> frame, Span<double> latent);
}
