using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Precocial.Tensors;

namespace Precocial.Formats.Onnx;

/// <summary>Reads the tensors of an ONNX file; those outside it come from files in its folder.</summary>
internal sealed class OnnxTensors(string path)
{
    /// <summary>Reads a tensor: nothing is allocated that the file does not hold.</summary>
    /// <exception cref="OnnxRefusal">Elements and dimensions do not fit, a type that is not read, a file elsewhere or
    /// absent.</exception>
    public OnnxConstant Read(TensorProto tensor)
    {
        int[] dims = Dims(tensor);
        int count = dims.Aggregate(1, (product, size) => product * size);
        var type = (TensorProto.Types.DataType)tensor.DataType;
        ReadOnlyMemory<byte> raw = tensor.DataLocation == TensorProto.Types.DataLocation.External
            ? External(tensor, count * SizeOf(type))
            : tensor.RawData.Memory;
        if (type == TensorProto.Types.DataType.Float && raw.Length > 0)
            return OnnxConstant.OfRaw(dims, Sized(raw, 4, count), Origin(tensor, dims));
        if (IsFloat(type))
        {
            float[] floats = raw.Length > 0 ? FloatsOf(type, Sized(raw, SizeOf(type), count).Span)
                : FloatsOf(type, tensor);
            Expect(floats.Length, count);
            return Named(OnnxConstant.Of(dims, floats), tensor, dims);
        }
        long[] integers = raw.Length > 0 ? IntegersOf(type, Sized(raw, SizeOf(type), count).Span)
            : IntegersOf(type, tensor);
        Expect(integers.Length, count);
        return OnnxConstant.Of(dims, integers);
    }

    private static OnnxConstant Named(OnnxConstant constant, TensorProto tensor, int[] dims) =>
        Origin(tensor, dims) is { } origin ? constant.Named(origin) : constant;

    private static OnnxName? Origin(TensorProto tensor, int[] dims) =>
        tensor.Name.Length == 0 || dims.Length > Shape.MaxRank
            ? null
            : new OnnxName(tensor.Name, Shape.Create(dims), Transposed: false);

    private static int[] Dims(TensorProto tensor)
    {
        long count = 1;
        foreach (long size in tensor.Dims)
        {
            if (size is < 0 or > int.MaxValue || (count *= size) > int.MaxValue)
                throw new OnnxRefusal($"its dimensions must not be negative and have at most {int.MaxValue} elements, "
                    + $"but are [{string.Join(", ", tensor.Dims.Take(8))}]");
        }
        return [.. tensor.Dims.Select(size => (int)size)];
    }

    private static ReadOnlyMemory<byte> Sized(ReadOnlyMemory<byte> raw, int size, int count) =>
        raw.Length == (long)size * count
            ? raw
            : throw new OnnxRefusal($"its dimensions ask for {(long)size * count} bytes, but there are {raw.Length}");

    private static void Expect(int found, int count)
    {
        if (found != count)
            throw new OnnxRefusal($"its dimensions ask for {count} elements, but there are {found}");
    }

    private static bool IsFloat(TensorProto.Types.DataType type) => type is TensorProto.Types.DataType.Float
        or TensorProto.Types.DataType.Float16 or TensorProto.Types.DataType.Bfloat16
        or TensorProto.Types.DataType.Double;

    private static int SizeOf(TensorProto.Types.DataType type) => type switch
    {
        TensorProto.Types.DataType.Float or TensorProto.Types.DataType.Int32 => 4,
        TensorProto.Types.DataType.Double or TensorProto.Types.DataType.Int64 => 8,
        TensorProto.Types.DataType.Float16 or TensorProto.Types.DataType.Bfloat16 => 2,
        TensorProto.Types.DataType.Uint8 or TensorProto.Types.DataType.Int8 or TensorProto.Types.DataType.Bool => 1,
        _ => throw new OnnxRefusal($"its data type is {(int)type}, but float, float16, bfloat16, double, bool and whole "
            + "numbers are read"),
    };

    private static float[] FloatsOf(TensorProto.Types.DataType type, ReadOnlySpan<byte> raw)
    {
        float[] values = new float[raw.Length / SizeOf(type)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = type switch
            {
                TensorProto.Types.DataType.Double => (float)BinaryPrimitives.ReadDoubleLittleEndian(raw[(8 * i)..]),
                TensorProto.Types.DataType.Float16 => (float)BinaryPrimitives.ReadHalfLittleEndian(raw[(2 * i)..]),
                _ => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(raw[(2 * i)..]) << 16),
            };
        }
        return values;
    }

    private static float[] FloatsOf(TensorProto.Types.DataType type, TensorProto tensor) => type switch
    {
        TensorProto.Types.DataType.Float => [.. tensor.FloatData],
        TensorProto.Types.DataType.Double => [.. tensor.DoubleData.Select(value => (float)value)],
        TensorProto.Types.DataType.Float16 =>
            [.. tensor.Int32Data.Select(bits => (float)BitConverter.UInt16BitsToHalf((ushort)bits))],
        _ => [.. tensor.Int32Data.Select(bits => BitConverter.Int32BitsToSingle(bits << 16))],
    };

    private static long[] IntegersOf(TensorProto.Types.DataType type, ReadOnlySpan<byte> raw)
    {
        int size = SizeOf(type);
        if (size == 8)
            return MemoryMarshal.Cast<byte, long>(raw).ToArray();
        long[] values = new long[raw.Length / size];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = size == 4 ? BinaryPrimitives.ReadInt32LittleEndian(raw[(4 * i)..])
                : type == TensorProto.Types.DataType.Int8 ? (sbyte)raw[i] : raw[i];
        }
        return values;
    }

    private static long[] IntegersOf(TensorProto.Types.DataType type, TensorProto tensor) =>
        SizeOf(type) == 8 ? [.. tensor.Int64Data] : [.. tensor.Int32Data.Select(value => (long)value)];

    private ReadOnlyMemory<byte> External(TensorProto tensor, long bytes)
    {
        string? Entry(string key) => tensor.ExternalData.FirstOrDefault(entry => entry.Key == key)?.Value;
        string location = Entry("location") ?? throw new OnnxRefusal("it lies outside the file, but where is not said");
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        bool inside = location.Length > 0 && !Path.IsPathRooted(location)
            && location.AsSpan().IndexOfAny("\0\r\n:") < 0 && !location.Split('/', '\\').Contains("..");
        string file = inside ? Path.Combine(folder, location) : "";
        if (!inside || new FileInfo(file).LinkTarget is not null)
            throw new OnnxRefusal("it lies in a file outside the folder of the model, which is not read");
        if (!long.TryParse(Entry("offset") ?? "0", out long offset) || offset < 0
            || !long.TryParse(Entry("length") ?? $"{bytes}", out long length) || length != bytes)
            throw new OnnxRefusal($"its dimensions ask for {bytes} bytes, but its part of {location} is another");
        if (!File.Exists(file) || new FileInfo(file).Length - bytes < offset)
            throw new OnnxRefusal($"{location} must hold {bytes} bytes from {offset} on, but does not");
        byte[] data = new byte[bytes];
        using FileStream stream = File.OpenRead(file);
        stream.Position = offset;
        stream.ReadExactly(data);
        return data;
    }
}
