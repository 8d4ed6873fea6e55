namespace Precocial.Formats;

/// <summary>A file that is not what it claims to be. The message is one line: file, position, what was
/// expected, what is there.</summary>
public sealed class FileFormatException(string message, Exception? inner = null) : Exception(message, inner);
