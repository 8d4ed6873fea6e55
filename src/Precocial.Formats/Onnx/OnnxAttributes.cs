using Precocial.Architectures;
using static Precocial.Formats.Onnx.AttributeProto.Types;

namespace Precocial.Formats.Onnx;

/// <summary>Attributes of an ONNX node.</summary>
internal static class OnnxAttributes
{
    public static NodeProto With(this NodeProto node, string name, long value)
    {
        node.Attribute.Add(new AttributeProto { Name = name, Type = AttributeType.Int, I = value });
        return node;
    }

    public static NodeProto With(this NodeProto node, string name, float value)
    {
        node.Attribute.Add(new AttributeProto { Name = name, Type = AttributeType.Float, F = value });
        return node;
    }

    public static NodeProto With(this NodeProto node, string name, params ReadOnlySpan<long> values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeType.Ints };
        foreach (long value in values)
            attribute.Ints.Add(value);
        node.Attribute.Add(attribute);
        return node;
    }

    /// <summary>A window: kernel, strides, padding on all four sides.</summary>
    public static NodeProto WithWindow(
        this NodeProto node, (int Height, int Width) size, (int Height, int Width) strides, Pads padding) => node
        .With("kernel_shape", [size.Height, size.Width])
        .With("strides", [strides.Height, strides.Width])
        .With("pads", [padding.Top, padding.Left, padding.Bottom, padding.Right]);
}
