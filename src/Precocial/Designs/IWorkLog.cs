namespace Precocial;

/// <summary>What a design has finished beside its searches, and where it stopped: so that a rerun goes on
/// from there.</summary>
/// <remarks>Its nearest neighbour, <see cref="Search.IStudyLog"/>, records what a search proposed and found.
/// Here are the baselines and the final trainings: pieces of work known by name (a key and a fidelity), each
/// with one result. Thread-safe. In memory: <see cref="MemoryWorkLog"/>; on SQLite:
/// Precocial.Experiments.</remarks>
public interface IWorkLog
{
    /// <summary>The result of a piece of work; null while there is none.</summary>
    byte[]? Result(WorkItem item);

    /// <summary>Keeps a result, durably when this returns; a second one for the same work is
    /// dropped.</summary>
    void Finish(WorkItem item, byte[] result, TimeSpan duration);

    /// <summary>The newest state kept of work in progress; null when there is none.</summary>
    byte[]? Checkpoint(WorkItem item);

    /// <summary>Keeps the state after an epoch in place of the one before, durably when this
    /// returns.</summary>
    void Keep(WorkItem item, int epoch, byte[] state);
}

/// <summary>The name of a piece of work: whatever has the same name has the same result.</summary>
/// <param name="Key">What is worked on, for example the hash of a network's structure.</param>
/// <param name="Fidelity">How, for example <c>final-40</c>.</param>
public readonly record struct WorkItem(string Key, string Fidelity);
