namespace Precocial;

/// <summary>Where a search by generations is kept, so that a rerun goes on where it stopped.</summary>
/// <remarks>One state, replaced whole. Its nearest neighbour, <see cref="IWorkLog"/>, keeps every piece of
/// work: that would cost more than generations that take milliseconds.</remarks>
public interface ISearchStore
{
    /// <summary>The newest state; null when there is none.</summary>
    byte[]? Load();

    /// <summary>Keeps a state in place of the one before, durably when this returns.</summary>
    void Save(byte[] state);
}

/// <summary>A store that ends with the program.</summary>
public sealed class MemorySearchStore : ISearchStore
{
    private byte[]? _state;

    /// <inheritdoc/>
    public byte[]? Load() => _state;

    /// <inheritdoc/>
    public void Save(byte[] state) => _state = state;
}
