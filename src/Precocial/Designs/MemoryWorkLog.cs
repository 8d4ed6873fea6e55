using System.Collections.Concurrent;

namespace Precocial;

/// <summary>A work log that lasts as long as the object: nothing is written to a disk.</summary>
public sealed class MemoryWorkLog : IWorkLog
{
    private readonly ConcurrentDictionary<WorkItem, byte[]> _results = [];
    private readonly ConcurrentDictionary<WorkItem, byte[]> _checkpoints = [];

    /// <inheritdoc/>
    public byte[]? Result(WorkItem item) => _results.GetValueOrDefault(item);

    /// <inheritdoc/>
    public void Finish(WorkItem item, byte[] result, TimeSpan duration) => _results.TryAdd(item, result);

    /// <inheritdoc/>
    public byte[]? Checkpoint(WorkItem item) => _checkpoints.GetValueOrDefault(item);

    /// <inheritdoc/>
    public void Keep(WorkItem item, int epoch, byte[] state) => _checkpoints[item] = state;
}
