using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Precocial.Tensors;

namespace Precocial.Tasks;

/// <summary>Writes NPY files, format version 1: <c>numpy.load(path)</c> reads them.</summary>
public static class NpyWriter
{
    private const int Alignment = 64;

    /// <summary>Writes a tensor as float32.</summary>
    /// <exception cref="DataException">The file cannot be written.</exception>
    public static void Write(string path, Tensor values) =>
        AtomicFile.Write(path, stream => Write(stream, values));

    /// <summary>Writes whole numbers as int32, shape [n].</summary>
    /// <exception cref="DataException">The file cannot be written.</exception>
    public static void Write(string path, int[] values) =>
        AtomicFile.Write(path, stream => Write(stream, values));

    internal static void Write(Stream stream, Tensor values)
    {
        WriteHeader(stream, "<f4", values.Shape.ToArray());
        stream.Write(MemoryMarshal.AsBytes(values.Span));
    }

    internal static void Write(Stream stream, int[] values)
    {
        WriteHeader(stream, "<i4", [values.Length]);
        stream.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    private static void WriteHeader(Stream stream, string descriptor, int[] shape)
    {
        string axes = shape.Length == 1 ? $"{shape[0]}," : string.Join(", ", shape);
        string text = $"{{'descr': '{descriptor}', 'fortran_order': False, 'shape': ({axes}), }}";
        // The numbers start at a multiple of 64 bytes, so that they can be mapped.
        int length = (10 + text.Length + 1 + Alignment - 1) / Alignment * Alignment - 10;
        Span<byte> start = [0x93, .. "NUMPY"u8, 1, 0, 0, 0];
        BinaryPrimitives.WriteUInt16LittleEndian(start[8..], (ushort)length);
        stream.Write(start);
        stream.Write(Encoding.ASCII.GetBytes(text.PadRight(length - 1) + "\n"));
    }
}
