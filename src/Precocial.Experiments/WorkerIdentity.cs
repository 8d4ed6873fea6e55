namespace Precocial.Experiments;

/// <summary>Who does the work: written beside each result.</summary>
/// <param name="Host">The machine's name.</param>
/// <param name="ProcessId">The process on it.</param>
public sealed record WorkerIdentity(string Host, int ProcessId)
{
    /// <summary>The worker's id in the ledger.</summary>
    public string Id => $"{Host}/{ProcessId}";
}
