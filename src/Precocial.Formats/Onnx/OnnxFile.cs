using Google.Protobuf;
using Precocial.Architectures;

namespace Precocial.Formats;

/// <summary>Writes a network as ONNX, which other runtimes and languages read, and reads it back.</summary>
/// <remarks>
/// Operator set 17, IR version 8. Input <c>input</c> [batch, ...], raw data as in the data set's file:
/// standardisation is part of the graph. Output <c>logits</c> [batch, classes]. The batch size is free.
/// Weights keep their full names. It computes what the network computes in evaluation: dropout is gone, batch
/// norm uses running statistics. The architecture stands in the metadata, so that <see cref="Load"/> gives
/// back the very network.
/// </remarks>
public static class OnnxFile
{
    /// <summary>Writes the file, whole or not at all.</summary>
    /// <param name="network">What is written.</param>
    /// <param name="path">The file.</param>
    /// <param name="notes">Further metadata, such as class names, data set and accuracy.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="NotSupportedException">A primitive has no counterpart in ONNX, or the file would be
    /// larger than the 2 GiB that the format allows.</exception>
    public static void Save(Network network, string path, IReadOnlyDictionary<string, string>? notes = null)
    {
        var model = Onnx.OnnxModel.Of(network, notes);
        long size = network.Weights.Values.Sum(tensor => 4L * tensor.Count);
        if (size > int.MaxValue - (1 << 20))
            throw new NotSupportedException($"An ONNX file holds at most 2 GiB, but the weights have "
                + $"{size} bytes. Save the network as .safetensors.");
        AtomicFile.Write(path, stream => model.WriteTo(stream));
    }

    /// <summary>Reads a network: of a file that <see cref="Save"/> wrote the same architecture and the same bits in
    /// every weight, of any other what <see cref="OnnxImport"/> makes of its operators.</summary>
    /// <remarks>Where Precocial wrote the file, the operators in it are not looked at.</remarks>
    /// <exception cref="FileFormatException">The file is no ONNX, its weights are not the architecture's, or it has
    /// operators that cannot be read.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Network Load(string path) => OnnxImport.Read(path).Network;
}
