using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Precocial.Formats;

/// <summary>An element type of a safetensors file, and how it becomes float32.</summary>
/// <param name="Name">As in the header.</param>
/// <param name="Size">Bytes an element.</param>
internal sealed record ElementType(string Name, int Size)
{
    private static readonly ElementType[] Known =
        [new("F32", 4), new("F16", 2), new("BF16", 2), new("F64", 8), new("I64", 8)];

    /// <summary>The names that can be read.</summary>
    public static string Names => string.Join(", ", Known.Select(type => type.Name));

    /// <summary>The type with a name; null if it cannot be read.</summary>
    public static ElementType? Find(string name) => Array.Find(Known, type => type.Name == name);

    /// <summary>Converts little-endian elements; F64 and I64 are rounded to the nearest float32.</summary>
    public void Convert(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        switch (Name)
        {
            case "F32":
                MemoryMarshal.Cast<byte, float>(bytes).CopyTo(values);
                break;
            case "F16":
                for (int i = 0; i < values.Length; i++)
                    values[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..]);
                break;
            case "BF16":
                // The upper half of a float32.
                for (int i = 0; i < values.Length; i++)
                    values[i] = BitConverter.Int32BitsToSingle(
                        BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]) << 16);
                break;
            case "F64":
                for (int i = 0; i < values.Length; i++)
                    values[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]);
                break;
            default:
                for (int i = 0; i < values.Length; i++)
                    values[i] = BinaryPrimitives.ReadInt64LittleEndian(bytes[(8 * i)..]);
                break;
        }
    }
}
