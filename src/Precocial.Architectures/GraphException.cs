namespace Precocial.Architectures;

/// <summary>A graph that is not one: nodes, names or a saved file that do not fit. The message is one line:
/// what, where, expected, way out. Its neighbour <see cref="Precocial.Tensors.ShapeException"/> is about
/// sizes.</summary>
public sealed class GraphException(string message, Exception? inner = null) : Exception(message, inner);
