namespace Precocial.Tasks;

/// <summary>Data that cannot be read as what it claims to be. The message is one line: what, where, expected,
/// way out.</summary>
public sealed class DataException(string message, Exception? inner = null) : Exception(message, inner);
