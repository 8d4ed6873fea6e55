namespace Precocial.Cli;

/// <summary>An option or argument that cannot be meant. The message is one line: what, the value, the way
/// out.</summary>
internal sealed class UsageException(string message) : Exception(message);
