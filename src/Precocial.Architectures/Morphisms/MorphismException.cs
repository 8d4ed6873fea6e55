namespace Precocial.Architectures;

/// <summary>An edit that does not apply to a graph. The message is one line: the edit, the node, why, what
/// would do.</summary>
public sealed class MorphismException(string message, Exception? inner = null) : Exception(message, inner);
