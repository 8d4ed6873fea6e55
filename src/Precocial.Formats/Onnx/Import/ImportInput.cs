using Precocial.Tensors;

namespace Precocial.Formats.Onnx;

/// <summary>The input of an ONNX graph, as a batch of samples.</summary>
/// <param name="Batch">The batch size that the file states, 1 where it states none.</param>
/// <param name="Sample">The shape of one sample of ours: channels first.</param>
/// <param name="Axes">How the sample's axes appear in the file.</param>
/// <param name="Note">What is different from the file.</param>
internal sealed record ImportInput(int Batch, Shape Sample, int[] Axes, string? Note)
{
    private const int LargestSide = 1 << 16;

    public static ImportInput Of(ValueInfoProto input)
    {
        string name = OnnxSource.OneLine(input.Name);
        if (input.Type?.TensorType is not { Shape.Dim: { Count: > 0 } dims } tensor)
            throw new OnnxRefusal($"input \"{name}\": expected a tensor of a known rank. Export with an example image");
        if ((TensorProto.Types.DataType)tensor.ElemType is not (TensorProto.Types.DataType.Float
                or TensorProto.Types.DataType.Float16 or TensorProto.Types.DataType.Double
                or TensorProto.Types.DataType.Bfloat16))
            throw new OnnxRefusal($"input \"{name}\": expected floating-point numbers, but its data type is "
                + $"{tensor.ElemType}");
        if (dims.Count is < 2 or > 5)
            throw new OnnxRefusal($"input \"{name}\": expected the batch and 1 to 4 more axes, but found {dims.Count} axes");
        int[] sizes = new int[dims.Count - 1];
        for (int i = 0; i < sizes.Length; i++)
        {
            long size = dims[i + 1].DimValue;
            if (size is < 1 or > LargestSide)
                throw new OnnxRefusal($"input \"{name}\": expected axis {i + 1} to have a fixed size up to {LargestSide}, but "
                    + $"it {(size == 0 ? "is left open" : $"is {size}")}. Only the batch may be open: export with the image's size");
            sizes[i] = (int)size;
        }
        long batch = dims[0].DimValue;
        if (batch is < 0 or > LargestSide)
            throw new OnnxRefusal($"input \"{name}\": expected a batch of 1 to {LargestSide}, but it is {batch}");
        return Of(name, Math.Max(1, (int)batch), sizes);
    }

    private static ImportInput Of(string name, int batch, int[] sizes)
    {
        bool channelsLast = sizes.Length == 3 && (sizes[2] is 1 or 3 or 4) && !(sizes[0] is 1 or 3 or 4);
        if (!channelsLast)
            return new(batch, Shape.Create(sizes),
                [ComputedValue.Batch, .. Enumerable.Range(0, sizes.Length)], null);
        return new(batch, [sizes[2], sizes[0], sizes[1]], [ComputedValue.Batch, 1, 2, 0],
            $"The file's input \"{name}\" has its channels last; the network takes them first: "
                + $"[{sizes[2]}, {sizes[0]}, {sizes[1]}].");
    }
}
