using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>The state of a <see cref="Trainer"/> as bytes.</summary>
/// <remarks>Little-endian: "PRTC", version, epoch, 32 characters of the graph's key, number of floats; then
/// every weight tensor in the graph's order and every tensor of the optimizer's state, as float32.</remarks>
internal static class TrainingCheckpoint
{
    private const uint Magic = 0x43545250; // "PRTC"
    private const int Version = 1, KeyLength = 32, HeaderLength = 16 + KeyLength;

    public static byte[] Write(Trainer trainer, Optimizer optimizer)
    {
        var tensors = Tensors(trainer, optimizer);
        int floats = tensors.Sum(t => t.Count);
        var bytes = new byte[HeaderLength + (long)floats * sizeof(float)];
        Header(trainer, floats, trainer.Epoch).CopyTo(bytes, 0);
        var rest = bytes.AsSpan(HeaderLength);
        foreach (var tensor in tensors)
        {
            MemoryMarshal.AsBytes(tensor.Span).CopyTo(rest);
            rest = rest[(tensor.Count * sizeof(float))..];
        }
        return bytes;
    }

    public static int Read(ReadOnlySpan<byte> bytes, Trainer trainer, Optimizer optimizer)
    {
        var tensors = Tensors(trainer, optimizer);
        int floats = tensors.Sum(t => t.Count);
        int epoch = bytes.Length < HeaderLength ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        bool fits = epoch >= 0 && epoch <= trainer.Epochs
            && bytes.Length == HeaderLength + (long)floats * sizeof(float)
            && bytes[..HeaderLength].SequenceEqual(Header(trainer, floats, epoch));
        if (!fits)
        {
            throw new FormatException(
                $"Not a checkpoint of this training: expected {floats} numbers for the network "
                + $"{trainer.Network.Graph.Key} and an epoch up to {trainer.Epochs}, in "
                + $"{bytes.Length} bytes. Train anew.");
        }
        var rest = bytes[HeaderLength..];
        foreach (var tensor in tensors)
        {
            rest[..(tensor.Count * sizeof(float))].CopyTo(MemoryMarshal.AsBytes(tensor.Span));
            rest = rest[(tensor.Count * sizeof(float))..];
        }
        return epoch;
    }

    private static byte[] Header(Trainer trainer, int floats, int epoch)
    {
        var header = new byte[HeaderLength];
        BinaryPrimitives.WriteUInt32LittleEndian(header, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), Version);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), epoch);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), floats);
        Encoding.ASCII.GetBytes(trainer.Network.Graph.Key, header.AsSpan(16));
        return header;
    }

    private static Tensor[] Tensors(Trainer trainer, Optimizer optimizer) =>
        [.. trainer.Network.Weights.Values, .. optimizer.State];
}
