namespace Precocial.Tensors.Kernels;

/// <summary>Normalisation of each row by its own mean and variance: Ba, Kiros and Hinton, 2016.</summary>
/// <remarks>y = (x − mean)·inverseDeviation·scale + bias over rows [rows, columns], scale and bias [columns];
/// null scale
/// means 1, null bias 0. Two passes over a row for the moments: it is in the first-level cache.</remarks>
internal static unsafe partial class LayerNormalization
{
    /// <summary>Normalises, and leaves the statistics [rows] for the gradient.</summary>
    public static void Forward(
        float* x, float* scale, float* bias, float* y, float* mean, float* inverseDeviation, int rows, int columns,
        float epsilon, WorkerPool? workers = null)
    {
        int perItem = Items.RowsPerItem(rows, columns);
        Items.Run(
            new Rows(x, scale, bias, y, mean, inverseDeviation, rows, columns, perItem, epsilon),
            (rows + perItem - 1) / perItem, workers);
    }

    /// <summary>The gradients; <paramref name="dx"/>, <paramref name="dscale"/>, <paramref name="dbias"/> may
    /// be null;
    /// each is added to where its flag says so, else set. dx may be dy only where dscale and dbias are
    /// null.</summary>
    public static void Backward(
        float* dy, float* x, float* scale, float* mean, float* inverseDeviation, float* dx, bool accumulateInput,
        float* dscale, float* dbias, bool accumulateParameters, int rows, int columns, WorkerPool? workers = null)
    {
        if (dx != null)
        {
            int perItem = Items.RowsPerItem(rows, columns);
            Items.Run(
                new InputGradient(dy, x, scale, mean, inverseDeviation, dx, rows, columns, perItem, accumulateInput),
                (rows + perItem - 1) / perItem, workers);
        }
        if (dscale == null && dbias == null)
            return;
        int strips = (columns + ParameterGradient.Columns - 1) / ParameterGradient.Columns;
        Items.Run(
            new ParameterGradient(dy, x, mean, inverseDeviation, dscale, dbias, rows, columns, accumulateParameters),
            strips, workers);
    }
}
