namespace Precocial.Experiments;

/// <summary>A network of a study and what is known of it: a row of <c>study show</c>.</summary>
/// <param name="Key">Hash of the network's structure.</param>
/// <param name="Fidelity">How it was judged, for example <c>trained-4</c>.</param>
/// <param name="Architecture">The network as JSON; empty for a memo that is not a network.</param>
/// <param name="State">ready, leased, done, failed, infeasible or lost.</param>
/// <param name="FirstSequence">The first proposal that asked for it; −1 when none did (a baseline, a final
/// training).</param>
/// <param name="Attempts">How often it was begun.</param>
/// <param name="Value">What was found, as JSON; null while there is nothing.</param>
/// <param name="Duration">From start to end; zero while there is no result.</param>
public sealed record CandidateRecord(
    string Key, string Fidelity, string Architecture, string State, int FirstSequence, int Attempts,
    string? Value,
    TimeSpan Duration);
