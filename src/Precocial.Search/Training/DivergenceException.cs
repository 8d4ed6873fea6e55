namespace Precocial.Search;

/// <summary>A training whose loss is no longer a finite number. A study counts the network as failed and goes
/// on.</summary>
public sealed class DivergenceException(string message) : Exception(message);
