namespace Precocial.Formats.Onnx;

/// <summary>Something in a file that cannot be imported, in words without file and node: whoever knows these adds
/// them.</summary>
internal sealed class OnnxRefusal(string message) : Exception(message);
