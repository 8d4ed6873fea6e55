namespace Precocial.Tensors.Kernels;

/// <summary>Writes a decoded block over a whole weight tensor, and sums a gradient back into it.</summary>
/// <remarks>The block is brought into the weight's order once, into a buffer that stays in the cache; then
/// every row of the weight is copies of the buffer's rows. The gradient is the same in reverse.</remarks>
internal readonly unsafe struct WeightTiler(WeightTiling tiling, Tape tape)
{
    private readonly KernelBlock _block = tiling.Block;

    private int Window => tiling.Height * tiling.Width;

    // One output of the block, in the weight's order.
    private int RowLength => _block.Inputs * Window;

    private int BufferLength => _block.Outputs * RowLength;

    public static void Check(Tensor decoded, WeightTiling tiling, Shape shape)
    {
        KernelBlock b = tiling.Block;
        long last = b.Offset + (b.Outputs - 1L) * b.StrideOut + (b.Inputs - 1L) * b.StrideIn
            + ((long)b.Height * b.Width - 1) * b.StridePosition;
        bool fits = b.Outputs >= 1 && b.Inputs >= 1 && b.Height >= 1 && b.Width >= 1 && b.Offset >= 0
            && b.StrideOut >= 0 && b.StrideIn >= 0 && b.StridePosition >= 0 && last < decoded.Count
            && b.Outputs <= tiling.Outputs && b.Inputs <= tiling.Inputs && tiling.Count == shape.Count;
        if (!fits)
        {
            throw new ShapeException($"TileWeight: {tiling} must lie in {decoded.Count} decoded numbers "
                + $"and fill {shape}.");
        }
    }

    public void Forward(float* decoded, float* weight)
    {
        float* buffer = tape.Rent(BufferLength);
        Collect(decoded + _block.Offset, buffer);
        Items.Run(new Function(buffer, BufferLength, tiling.Function, tiling.Factor), 1, workers: null);
        for (int o = 0, from = 0; o < tiling.Outputs; o++, from = from + 1 == _block.Outputs ? 0 : from + 1)
        {
            float* row = buffer + from * RowLength;
            for (int i = 0; i < tiling.Inputs; i += _block.Inputs)
            {
                int length = Math.Min(_block.Inputs, tiling.Inputs - i) * Window;
                VectorCopy.Run(row, weight, length);
                weight += length;
            }
        }
        tape.Return(buffer, BufferLength);
    }

    public void Backward(float* dWeight, float* weight, float* dDecoded)
    {
        float* buffer = tape.Rent(BufferLength);
        new Span<float>(buffer, BufferLength).Clear();
        for (int o = 0, to = 0; o < tiling.Outputs; o++, to = to + 1 == _block.Outputs ? 0 : to + 1)
        {
            float* row = buffer + to * RowLength;
            for (int i = 0; i < tiling.Inputs; i += _block.Inputs)
            {
                int length = Math.Min(_block.Inputs, tiling.Inputs - i) * Window;
                VectorCopy.Add(dWeight, row, length);
                dWeight += length;
            }
        }
        // The first tile of the weight holds the function's values.
        for (int o = 0; o < _block.Outputs; o++)
        {
            Items.Run(new Gradient(buffer + o * RowLength, weight + (long)o * tiling.Inputs * Window,
                RowLength, tiling.Function, tiling.Factor), 1, workers: null);
        }
        Spread(buffer, dDecoded + _block.Offset);
        tape.Return(buffer, BufferLength);
    }

    private void Collect(float* block, float* buffer)
    {
        if (Window == 1 && _block.StrideIn == 1)
        {
            for (int o = 0; o < _block.Outputs; o++)
                VectorCopy.Run(block + o * _block.StrideOut, buffer + o * RowLength, RowLength);
            return;
        }
        for (int o = 0; o < _block.Outputs; o++)
        {
            for (int y = 0; y < tiling.Height; y++)
            {
                for (int x = 0; x < tiling.Width; x++)
                {
                    float* from = block + o * _block.StrideOut + Position(y, x);
                    float* to = buffer + o * RowLength + y * tiling.Width + x;
                    for (int i = 0; i < _block.Inputs; i++)
                        to[i * Window] = from[i * _block.StrideIn];
                }
            }
        }
    }

    private void Spread(float* buffer, float* block)
    {
        for (int o = 0; o < _block.Outputs; o++)
        {
            for (int y = 0; y < tiling.Height; y++)
            {
                for (int x = 0; x < tiling.Width; x++)
                {
                    float* to = block + o * _block.StrideOut + Position(y, x);
                    float* from = buffer + o * RowLength + y * tiling.Width + x;
                    for (int i = 0; i < _block.Inputs; i++)
                        to[i * _block.StrideIn] += from[i * Window];
                }
            }
        }
    }

    private nint Position(int y, int x) =>
        ((nint)(y % _block.Height) * _block.Width + x % _block.Width) * _block.StridePosition;

    private readonly struct Function(float* values, int count, WeightFunction function, float factor)
        : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            for (int i = 0; i < count; i += T.Count)
            {
                T v = LaneAccess.Load<T>(values + i, count - i);
                T y = function switch
                {
                    WeightFunction.Scale => T.Broadcast(2f) * VectorMath.Sigmoid(v * T.Broadcast(0.5f)),
                    WeightFunction.Offset => VectorMath.Tanh(v * T.Broadcast(0.2f)),
                    _ => v * T.Broadcast(factor),
                };
                LaneAccess.Store(y, values + i, count - i);
            }
        }
    }

    // d(2σ(w/2)) = y·(2 − y)/4, d(tanh(w/5)) = (1 − y²)/5.
    private readonly struct Gradient(float* d, float* weight, int count, WeightFunction function,
        float factor)
        : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            for (int i = 0; i < count; i += T.Count)
            {
                T y = LaneAccess.Load<T>(weight + i, count - i);
                T slope = function switch
                {
                    WeightFunction.Scale => y * (T.Broadcast(2f) - y) * T.Broadcast(0.25f),
                    WeightFunction.Offset => (T.Broadcast(1f) - y * y) * T.Broadcast(0.2f),
                    _ => T.Broadcast(factor),
                };
                LaneAccess.Store(LaneAccess.Load<T>(d + i, count - i) * slope, d + i, count - i);
            }
        }
    }
}
