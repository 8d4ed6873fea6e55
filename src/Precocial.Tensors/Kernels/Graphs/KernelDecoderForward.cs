namespace Precocial.Tensors.Kernels;

/// <summary>The forward pass of a kernel decoder on one thread.</summary>
/// <remarks>Rows are positions of windows. The first layer differs from position to position: one row product
/// each; the second is one matrix product for all rows; the third one for each pair of channel counts, over
/// its columns alone.</remarks>
internal readonly unsafe struct KernelDecoderForward(KernelDecoderPlan plan, PreparedKernels prepared,
    KernelDecoderWeights weights, float* x, float* hidden, float* deep, float* y, float slope) : IItemKernel
{
    public void Run<T>(int item) where T : struct, ILanes<T>
    {
        KernelDecoderSize size = plan.Size;
        int rows = plan.Rows;
        for (int row = 0; row < rows; row++)
        {
            int position = plan.RowPosition[row];
            RowProducts.MultiplyAdd<T>(x + (long)plan.RowNode[row] * size.Features, size.Features,
                prepared.Spatial + (long)position * size.Features * size.Hidden, size.Hidden,
                prepared.SpatialBias + (long)position * size.Hidden, hidden + (long)row * size.Hidden);
        }
        Rectify<T>(hidden, (long)rows * size.Hidden);
        for (int row = 0; row < rows; row++)
            VectorCopy.Run(weights.DeepBias.Pointer, deep + (long)row * size.Deep, size.Deep);
        Gemm.Run(false, false, rows, size.Deep, size.Hidden, hidden, size.Hidden, prepared.Deep, size.Deep,
            deep, size.Deep, accumulate: true, WorkerPool.None);
        Rectify<T>(deep, (long)rows * size.Deep);
        foreach (KernelGroup group in plan.Groups)
            RunGroup(group);
    }

    private void RunGroup(KernelGroup group)
    {
        KernelDecoderSize size = plan.Size;
        float* bias = weights.KernelBias.Pointer, to = y + group.Offset;
        for (int row = 0; row < group.Rows; row++, to += group.Columns)
            FillBias(group, bias, to);
        float* a = deep + (long)group.Row * size.Deep, c = y + group.Offset;
        if (group.ByInput)
        {
            // The columns of one input are not neighbours; rows of the weights as they are can be packed.
            for (int i = 0; i < group.Inputs; i++)
            {
                Gemm.Run(false, true, group.Rows, group.Outputs, size.Deep, a, size.Deep,
                    weights.KernelWeight.Pointer + (long)i * size.Deep, size.Inputs * size.Deep,
                    c + i * group.Outputs, group.Columns, accumulate: true, WorkerPool.None);
            }
            return;
        }
        int products = group.Inputs == size.Inputs ? 1 : group.Outputs, width = group.Columns / products;
        for (int o = 0; o < products; o++)
        {
            Gemm.Run(false, false, group.Rows, width, size.Deep, a, size.Deep,
                prepared.Kernel + o * size.Inputs,
                size.Outputs * size.Inputs, c + o * width, group.Columns, accumulate: true, WorkerPool.None);
        }
    }

    private void FillBias(KernelGroup group, float* bias, float* to)
    {
        for (int o = 0; o < group.Outputs; o++)
        {
            float* from = bias + o * plan.Size.Inputs;
            if (!group.ByInput)
                VectorCopy.Run(from, to + o * group.Inputs, group.Inputs);
            for (int i = 0; group.ByInput && i < group.Inputs; i++)
                to[i * group.Outputs + o] = from[i];
        }
    }

    private void Rectify<T>(float* values, long count) where T : struct, ILanes<T>
    {
        T zero = T.Broadcast(0f), factor = T.Broadcast(slope);
        for (long i = 0; i < count; i += T.Count)
        {
            T v = T.Load(values + i);
            (T.Max(zero, v) + factor * T.Min(zero, v)).Store(values + i);
        }
    }
}
