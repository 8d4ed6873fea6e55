using System.Collections.Concurrent;
using Precocial.Search;

namespace Precocial;

/// <summary>Where a design is recorded, and resumed from.</summary>
/// <param name="Log">The log of a search by name: "search", "random" for random search at equal cost, and what a
/// <see cref="Method"/> calls its own. The same log for the same name.</param>
/// <param name="Work">The log of baselines and final trainings.</param>
public sealed record DesignStorage(Func<string, IStudyLog> Log, IWorkLog Work)
{
    /// <summary>Logs that last as long as the objects.</summary>
    public static DesignStorage InMemory()
    {
        var logs = new ConcurrentDictionary<string, IStudyLog>();
        return new(name => logs.GetOrAdd(name, _ => new MemoryStudyLog()), new MemoryWorkLog());
    }
}
