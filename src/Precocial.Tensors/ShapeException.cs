namespace Precocial.Tensors;

/// <summary>Shapes that do not fit together. The message says the rule, the values and a way out.</summary>
public sealed class ShapeException(string message) : ArgumentException(message);
