using Precocial.Tensors.Memory;

namespace Precocial.Tensors;

/// <summary>Memory for several free-standing tensors that are made, and written, together: all weights of a
/// network.</summary>
/// <remarks>One large block has large pages, where single tensors have small ones: writing to fresh memory is
/// several times as fast. The block lives as long as any of its tensors. Not thread-safe.</remarks>
public sealed unsafe class TensorBlock
{
    private readonly NativeBuffer _buffer;
    private int _used;

    /// <summary>Memory for tensors of some shapes.</summary>
    public TensorBlock(IEnumerable<Shape> shapes) =>
        _buffer = NativeBuffer.Allocate(checked(shapes.Sum(shape => Room(shape.Count))));

    /// <summary>A tensor whose elements are not set: write all of them.</summary>
    /// <exception cref="InvalidOperationException">The block is full.</exception>
    public Tensor Take(Shape shape, bool requiresGradient = false)
    {
        int room = Room(shape.Count);
        if (room > _buffer.Capacity - _used)
        {
            throw new InvalidOperationException($"A block of {_buffer.Capacity} numbers, of which {_used} are "
                + $"taken, has no room for {shape}. Make it for all tensors that are taken.");
        }
        var tensor = new Tensor(shape, _buffer, _buffer.Pointer + _used, requiresGradient);
        _used += room;
        return tensor;
    }

    // Each begins on a cache line.
    private static int Room(int count) => checked((count + 15) & ~15);
}
