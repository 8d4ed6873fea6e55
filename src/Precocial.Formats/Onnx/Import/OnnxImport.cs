using Precocial.Architectures;

namespace Precocial.Formats;

/// <summary>Reads the ONNX files of other programs: PyTorch's, TensorFlow's, Keras'.</summary>
/// <remarks>
/// Image classifiers of operator sets 9 to 21, with one input whose size is fixed but for the batch. The operators
/// become primitives, so that the network runs, trains and is saved like any other; patterns that stand for one thing
/// (layer normalisation, gelu, a softmax between products) become that thing. Batch norms that were folded into
/// convolutions stay folded: export with <c>training=TrainingMode.PRESERVE</c> to keep them. Weights in files beside
/// the model are read, elsewhere not. <see cref="OnnxFile.Load"/> reads any file and forgets its names.
/// </remarks>
public static class OnnxImport
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; one that <see cref="OnnxFile.Save"/> wrote keeps its architecture.</param>
    /// <exception cref="FileFormatException">It is no ONNX, or something in it cannot be read: one line that names
    /// the node and the operator.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ImportedNetwork Read(string path)
    {
        Onnx.ModelProto model = Onnx.OnnxSource.Parse(path, Path.GetFileName(path));
        if (!Onnx.OnnxReader.HasArchitecture(model))
            return Onnx.OnnxImporter.Import(model, path);
        Network network = Onnx.OnnxReader.Read(model, Path.GetFileName(path));
        var names = network.Weights.ToDictionary(
            weight => weight.Key, weight => new OnnxName(weight.Key, weight.Value.Shape, Transposed: false));
        return new ImportedNetwork(network, names, [], NotFinite: 0);
    }
}
