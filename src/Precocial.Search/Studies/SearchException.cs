namespace Precocial.Search;

/// <summary>A search that cannot go on: limits that nothing satisfies, a log of another study, no network
/// that could be judged. The message is one line: what, the values, the way out.</summary>
public sealed class SearchException(string message, Exception? inner = null) : Exception(message, inner);
