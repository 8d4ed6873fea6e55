using System.Runtime.InteropServices;
using Precocial.Tensors;

namespace Precocial.Tasks;

/// <summary>What a CSV file holds: row-major feature values, and a class for each row.</summary>
internal sealed record CsvTable(List<float> Values, int Features, int[] Labels, string[] ClassNames)
{
    public Dataset ToDataset(string name) => ToDataset(name, [Labels.Length, Features]);

    public Dataset ToDataset(string name, Shape shape) =>
        new(name, Tensor.From(CollectionsMarshal.AsSpan(Values), shape), Labels, ClassNames);
}
