using System.Buffers;
using System.Runtime.InteropServices;

namespace Precocial.Formats.Onnx;

/// <summary>The bytes of a file in native memory, which goes when they are parsed: the garbage collector would keep
/// them until somebody needs managed memory, and tensors are native.</summary>
internal sealed unsafe class FileBytes : MemoryManager<byte>
{
    private readonly int _length;
    private byte* _pointer;

    private FileBytes(int length)
    {
        _length = length;
        _pointer = (byte*)NativeMemory.Alloc((nuint)Math.Max(1, length));
    }

    /// <summary>Reads a file of at most 2 GiB.</summary>
    /// <exception cref="IOException">The file cannot be read, or became shorter.</exception>
    public static FileBytes Read(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var bytes = new FileBytes(checked((int)stream.Length));
        try
        {
            stream.ReadExactly(bytes.GetSpan());
            return bytes;
        }
        catch
        {
            ((IDisposable)bytes).Dispose();
            throw;
        }
    }

    public override Span<byte> GetSpan() => new(_pointer, _length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(_pointer + elementIndex);

    public override void Unpin() { }

    protected override void Dispose(bool disposing)
    {
        NativeMemory.Free(_pointer);
        _pointer = null;
    }
}
