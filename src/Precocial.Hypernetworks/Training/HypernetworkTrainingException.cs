namespace Precocial.Hypernetworks;

/// <summary>A hypernetwork's training cannot go on; the message is one line, and the state that of the last
/// good step.</summary>
public sealed class HypernetworkTrainingException(string message) : Exception(message);
