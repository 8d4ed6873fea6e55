namespace Precocial.Tasks;

/// <summary>Sees nothing: for collecting frames, and for agents that get what they need elsewhere.</summary>
public sealed class BlindEncoder : IFrameEncoder
{
    /// <inheritdoc/>
    public int Size => 0;

    /// <inheritdoc/>
    public void Encode(ReadOnlySpan<byte> frame, Span<double> latent)
    {
    }
}
