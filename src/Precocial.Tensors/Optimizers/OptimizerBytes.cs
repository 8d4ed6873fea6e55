using System.Runtime.InteropServices;

namespace Precocial.Tensors;

/// <summary>The state of an evolution strategy as bytes: a mark, the generation, then arrays of
/// doubles.</summary>
internal static class OptimizerBytes
{
    public static byte[] Save(uint mark, int generation, params ReadOnlySpan<double[]> arrays)
    {
        int numbers = 0;
        foreach (double[] array in arrays)
            numbers += array.Length;
        var bytes = new byte[8 + sizeof(double) * numbers];
        MemoryMarshal.Write(bytes, in mark);
        MemoryMarshal.Write(bytes.AsSpan(4), in generation);
        Span<byte> rest = bytes.AsSpan(8);
        foreach (double[] array in arrays)
        {
            MemoryMarshal.AsBytes(array.AsSpan()).CopyTo(rest);
            rest = rest[(sizeof(double) * array.Length)..];
        }
        return bytes;
    }

    /// <summary>Fills the arrays and gives the generation.</summary>
    public static int Restore(uint mark, ReadOnlySpan<byte> bytes, params ReadOnlySpan<double[]> arrays)
    {
        int numbers = 0;
        foreach (double[] array in arrays)
            numbers += array.Length;
        if (bytes.Length != 8 + sizeof(double) * numbers || MemoryMarshal.Read<uint>(bytes) != mark)
        {
            throw new InvalidDataException($"The state of this optimizer has {8 + sizeof(double) * numbers} "
                + $"bytes and begins with its mark, but there are {bytes.Length} bytes. Restore into one of the "
                + "same kind and size.");
        }
        int generation = MemoryMarshal.Read<int>(bytes[4..]);
        bytes = bytes[8..];
        foreach (double[] array in arrays)
        {
            int size = sizeof(double) * array.Length;
            MemoryMarshal.Cast<byte, double>(bytes[..size]).CopyTo(array);
            bytes = bytes[size..];
        }
        return generation;
    }

    /// <summary>Indices from the best value to the worst; equals stay in order, NaN comes last.</summary>
    public static int[] BestFirst(ReadOnlySpan<double> values)
    {
        double[] keys = [.. values];
        return [.. Enumerable.Range(0, keys.Length)
            .OrderByDescending(i => double.IsNaN(keys[i]) ? double.NegativeInfinity : keys[i])];
    }

    public static void CheckCount(string name, int values, int population)
    {
        if (values != population)
        {
            throw new ArgumentException($"{name}: there must be one value for each of the {population} "
                + $"points, but there are {values}.", nameof(values));
        }
    }
}
