using Precocial.Tensors;

namespace Precocial.Formats;

/// <summary>One tensor of a safetensors header, checked.</summary>
internal readonly record struct SafeTensorsEntry(
    string Name, ElementType Type, Shape Shape, long Start, long End);
