using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Precocial.Tensors;

namespace Precocial.Tasks;

/// <summary>An array as a file holds it: shape, kind of number, and the bytes, whose length has been
/// checked.</summary>
/// <param name="Source">The file, and the member of the archive: what messages begin with.</param>
/// <param name="Axes">The shape, every axis at least 1.</param>
/// <param name="Kind">How the numbers are stored.</param>
/// <param name="BigEndian">Whether the most significant byte comes first.</param>
/// <param name="ColumnMajor">Whether the first axis varies fastest (Fortran's order).</param>
/// <param name="Bytes">Exactly the numbers.</param>
internal sealed record StoredArray(
    string Source, int[] Axes, NumberKind Kind, bool BigEndian, bool ColumnMajor, ReadOnlyMemory<byte> Bytes)
{
    public int Count => Bytes.Length / Kind.Bytes();

    /// <summary>Checks the shape against the bytes that are there, in long arithmetic, before anything is
    /// allocated; the offset is where the numbers begin in the file.</summary>
    public static StoredArray Create(string source, ReadOnlySpan<long> axes, NumberKind kind, bool bigEndian,
        bool columnMajor, ReadOnlyMemory<byte> bytes, int offset)
    {
        string shape = $"[{string.Join(", ", axes.ToArray())}]";
        if (axes.Length > Shape.MaxRank)
            throw new DataException($"{source}: {axes.Length} axes, but at most {Shape.MaxRank} are read.");
        long wanted = kind.Bytes();
        foreach (long axis in axes)
        {
            if (axis < 1)
                throw new DataException($"{source}: the header says shape {shape}, but every axis must be 1 "
                    + "or more.");
            // No overflow: both factors are below 2^32, and the product is compared before the next one.
            wanted = axis > int.MaxValue ? long.MaxValue : wanted * axis;
            if (wanted > bytes.Length)
                break;
        }
        if (wanted != bytes.Length)
            throw new DataException($"{source}, offset {offset}: shape {shape} of {kind} needs "
                + $"{(wanted > bytes.Length ? "more than the" : $"{wanted} bytes, not the")} {bytes.Length} "
                + "bytes that follow the header. Copy or download the file again.");
        return new StoredArray(source, Array.ConvertAll(axes.ToArray(), a => (int)a), kind, bigEndian,
            columnMajor, bytes);
    }

    /// <summary>The numbers as float32, row-major.</summary>
    public Tensor ToTensor()
    {
        var tensor = Tensor.Zeros(Shape.Create(Axes));
        Decode(tensor.Span);
        return tensor;
    }

    /// <summary>Writes the numbers as float32, row-major.</summary>
    public void Decode(Span<float> target)
    {
        if (ColumnMajor && Axes.Length > 1)
            DecodeColumnMajor(target);
        else
            DecodeInOrder(target);
    }

    private void DecodeInOrder(Span<float> target)
    {
        var bytes = Bytes.Span;
        if (Kind == NumberKind.UInt8)
        {
            for (int i = 0; i < target.Length; i++)
                target[i] = bytes[i];
        }
        else if (Kind == NumberKind.Float32 && !BigEndian)
        {
            bytes.CopyTo(MemoryMarshal.AsBytes(target));
        }
        else
        {
            for (int i = 0; i < target.Length; i++)
                target[i] = At(bytes, i);
        }
    }

    private void DecodeColumnMajor(Span<float> target)
    {
        var bytes = Bytes.Span;
        var place = new int[Axes.Length];
        var stride = new int[Axes.Length];
        stride[0] = 1;
        for (int axis = 1; axis < Axes.Length; axis++)
            stride[axis] = stride[axis - 1] * Axes[axis - 1];
        for (int i = 0, source = 0; i < target.Length; i++)
        {
            target[i] = At(bytes, source);
            for (int axis = Axes.Length - 1; axis >= 0; axis--)
            {
                source += stride[axis];
                if (++place[axis] < Axes[axis])
                    break;
                source -= stride[axis] * Axes[axis];
                place[axis] = 0;
            }
        }
    }

    private float At(ReadOnlySpan<byte> bytes, int index)
    {
        int size = Kind.Bytes();
        Span<byte> little = stackalloc byte[size];
        bytes.Slice(index * size, size).CopyTo(little);
        if (BigEndian)
            little.Reverse();
        return Kind switch
        {
            NumberKind.UInt8 => little[0],
            NumberKind.Int8 => (sbyte)little[0],
            NumberKind.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(little),
            NumberKind.Int16 => BinaryPrimitives.ReadInt16LittleEndian(little),
            NumberKind.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(little),
            NumberKind.Int32 => BinaryPrimitives.ReadInt32LittleEndian(little),
            NumberKind.UInt64 => BinaryPrimitives.ReadUInt64LittleEndian(little),
            NumberKind.Int64 => BinaryPrimitives.ReadInt64LittleEndian(little),
            NumberKind.Float16 => (float)BinaryPrimitives.ReadHalfLittleEndian(little),
            NumberKind.Float32 => BinaryPrimitives.ReadSingleLittleEndian(little),
            _ => (float)BinaryPrimitives.ReadDoubleLittleEndian(little),
        };
    }
}
