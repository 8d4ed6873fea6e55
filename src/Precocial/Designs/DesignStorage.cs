using Precocial.Search;

namespace Precocial;

/// <summary>Where a design is recorded, and resumed from.</summary>
/// <param name="Search">The log of the search.</param>
/// <param name="Random">The log of the random search at equal cost.</param>
/// <param name="Work">The log of baselines and final trainings.</param>
public sealed record DesignStorage(IStudyLog Search, IStudyLog Random, IWorkLog Work)
{
    /// <summary>Logs that last as long as the objects.</summary>
    public static DesignStorage InMemory() =>
        new(new MemoryStudyLog(), new MemoryStudyLog(), new MemoryWorkLog());
}
