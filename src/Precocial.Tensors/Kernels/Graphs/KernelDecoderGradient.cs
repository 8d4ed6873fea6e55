namespace Precocial.Tensors.Kernels;

/// <summary>The gradient of a kernel decoder: its three layers in reverse.</summary>
internal sealed unsafe class KernelDecoderGradient(
    KernelDecoderPlan plan, KernelDecoderWeights weights, Tape tape, float slope)
{
    private readonly KernelDecoderSize _size = plan.Size;

    public required Tensor Embeddings { get; init; }

    /// <summary>[rows, hidden], after the rectifier.</summary>
    public required float* Hidden { get; init; }

    /// <summary>[rows, deep], after the rectifier.</summary>
    public required float* Deep { get; init; }

    public void Run(float* dy)
    {
        int rows = plan.Rows;
        float* dDeep = tape.Rent(rows * _size.Deep), dHidden = tape.Rent(rows * _size.Hidden);
        LastLayer(dy, dDeep);
        Items.Run(new Rectified(dDeep, Deep, (long)rows * _size.Deep, slope), 1, workers: null);
        MiddleLayer(dDeep, dHidden);
        Items.Run(new Rectified(dHidden, Hidden, (long)rows * _size.Hidden, slope), 1, workers: null);
        FirstLayer(dHidden);
        tape.Return(dDeep, rows * _size.Deep);
        tape.Return(dHidden, rows * _size.Hidden);
    }

    // Each group's products with its columns; a column that no group has gets no gradient.
    private void LastLayer(float* dy, float* dDeep)
    {
        float* dw = Cleared(weights.KernelWeight), db = Cleared(weights.KernelBias);
        foreach (KernelGroup group in plan.Groups)
        {
            bool whole = group.Inputs == _size.Inputs;
            int products = whole ? 1 : group.ByInput ? group.Inputs : group.Outputs;
            for (int i = 0; i < products; i++)
            {
                int first = group.ByInput ? i : i * _size.Inputs, step = group.ByInput ? _size.Inputs : 1;
                LastLayer(group, dy + group.Offset + i * (group.Columns / products), group.Columns / products,
                    first, step, dDeep, accumulate: i > 0, dw, db);
            }
        }
    }

    private void LastLayer(KernelGroup group, float* dy, int width, int first, int step, float* dDeep,
        bool accumulate, float* dw, float* db)
    {
        nint pitch = (nint)step * _size.Deep;
        float* deep = Deep + (long)group.Row * _size.Deep;
        Gemm.Run(false, false, group.Rows, _size.Deep, width, dy, group.Columns,
            weights.KernelWeight.Pointer + (long)first * _size.Deep, (int)pitch,
            dDeep + (long)group.Row * _size.Deep, _size.Deep, accumulate, WorkerPool.None);
        if (dw != null)
        {
            Gemm.Run(true, false, width, _size.Deep, group.Rows, dy, group.Columns, deep, _size.Deep,
                dw + (long)first * _size.Deep, (int)pitch, accumulate: true, WorkerPool.None);
        }
        for (int row = 0; db != null && row < group.Rows; row++)
        {
            for (int column = 0; column < width; column++)
                db[first + column * step] += dy[(long)row * group.Columns + column];
        }
    }

    private void MiddleLayer(float* dDeep, float* dHidden)
    {
        int rows = plan.Rows;
        if (weights.DeepWeight.RequiresGradient)
        {
            var dw = tape.GradientOf(weights.DeepWeight);
            Gemm.Run(true, false, _size.Deep, _size.Hidden, rows, dDeep, _size.Deep, Hidden, _size.Hidden,
                dw.Pointer, _size.Hidden, dw.Accumulate, WorkerPool.None);
        }
        if (weights.DeepBias.RequiresGradient)
        {
            var db = tape.GradientOf(weights.DeepBias);
            Reduction.SumRows(dDeep, db.Pointer, rows, _size.Deep, db.Accumulate);
        }
        Gemm.Run(false, false, rows, _size.Hidden, _size.Deep, dDeep, _size.Deep, weights.DeepWeight.Pointer,
            _size.Hidden, dHidden, _size.Hidden, accumulate: false, WorkerPool.None);
    }

    // Position by position: its rows of embeddings and gradients are collected, and multiplied with its
    // slice.
    private void FirstLayer(float* dHidden)
    {
        float* dw = Cleared(weights.SpatialWeight), db = Cleared(weights.SpatialBias);
        float* dx = Cleared(Embeddings);
        int most = plan.Rows;
        float* d = tape.Rent(most * _size.Hidden), x = tape.Rent(most * _size.Features);
        for (int position = 0; position < _size.Positions; position++)
        {
            int begin = plan.ByPosition.Begin[position], end = plan.ByPosition.Begin[position + 1];
            if (begin < end)
                FirstLayer(plan.ByPosition.Rows.AsSpan(begin..end), position, dHidden, d, x, dw, db, dx);
        }
        tape.Return(d, most * _size.Hidden);
        tape.Return(x, most * _size.Features);
    }

    private void FirstLayer(ReadOnlySpan<int> rows, int position, float* dHidden, float* d, float* x,
        float* dw, float* db, float* dx)
    {
        int features = _size.Features, hidden = _size.Hidden, pitch = _size.Positions * features;
        for (int i = 0; i < rows.Length; i++)
        {
            VectorCopy.Run(dHidden + (long)rows[i] * hidden, d + (long)i * hidden, hidden);
            VectorCopy.Run(Embeddings.Pointer + (long)plan.RowNode[rows[i]] * features,
                x + (long)i * features, features);
        }
        if (dw != null)
        {
            Gemm.Run(true, false, hidden, features, rows.Length, d, hidden, x, features,
                dw + position * features, pitch, accumulate: true, WorkerPool.None);
        }
        for (int i = 0; db != null && i < rows.Length; i++)
        {
            for (int unit = 0; unit < hidden; unit++)
                db[unit * _size.Positions + position] += d[(long)i * hidden + unit];
        }
        if (dx == null)
            return;
        Gemm.Run(false, false, rows.Length, features, hidden, d, hidden,
            weights.SpatialWeight.Pointer + position * features, pitch, x, features, accumulate: false,
            WorkerPool.None);
        for (int i = 0; i < rows.Length; i++)
            VectorCopy.Add(x + (long)i * features, dx + (long)plan.RowNode[rows[i]] * features, features);
    }

    // Where to add a gradient of which only parts are written; null if it is not wanted.
    private float* Cleared(Tensor tensor)
    {
        if (!tensor.RequiresGradient)
            return null;
        var target = tape.GradientOf(tensor);
        if (!target.Accumulate)
            new Span<float>(target.Pointer, tensor.Count).Clear();
        return target.Pointer;
    }

    // A rectifier keeps the sign, so its output says where it was below 0.
    private readonly struct Rectified(float* d, float* y, long count, float slope) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            T zero = T.Broadcast(0f), factor = T.Broadcast(slope);
            for (long i = 0; i < count; i += T.Count)
            {
                T g = T.Load(d + i);
                T.Select(T.LessThan(zero, T.Load(y + i)), g, factor * g).Store(d + i);
            }
        }
    }
}
