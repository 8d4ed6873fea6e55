using System.Buffers;
using static Precocial.Tensors.Kernels.LaneAccess;

namespace Precocial.Tensors.Kernels;

/// <summary>The mean over rows of the cross entropy between softmax(logits) and a label, with label
/// smoothing.</summary>
/// <remarks>The target has 1 − smoothing at the label, and smoothing/classes everywhere besides: Szegedy et
/// al., CVPR
/// 2016, as in PyTorch. Labels are 0..classes−1; the caller has checked.</remarks>
internal static unsafe class CrossEntropy
{
    /// <summary>The loss; leaves the softmax in <paramref name="probabilities"/> for the gradient.</summary>
    public static float Forward(
        float* logits, int* labels, float* probabilities, int rows, int classes, float smoothing,
        WorkerPool? workers = null)
    {
        double[] losses = ArrayPool<double>.Shared.Rent(Math.Max(rows, 1));
        fixed (double* target = losses)
        {
            int perItem = Items.RowsPerItem(rows, classes);
            Items.Run(
                new Rows(logits, labels, probabilities, target, rows, classes, perItem, smoothing),
                (rows + perItem - 1) / perItem, workers);
        }
        double sum = 0;
        for (int row = 0; row < rows; row++)
            sum += losses[row];
        ArrayPool<double>.Shared.Return(losses);
        return (float)(sum / rows);
    }

    /// <summary>dlogits (+)= dloss/rows · (softmax − target).</summary>
    public static void Backward(
        float dloss, float* probabilities, int* labels, float* dlogits, int rows, int classes, float smoothing,
        bool accumulate, WorkerPool? workers = null)
    {
        int perItem = Items.RowsPerItem(rows, classes);
        Items.Run(
            new Gradient(dloss / rows, probabilities, labels, dlogits, rows, classes, perItem, smoothing, accumulate),
            (rows + perItem - 1) / perItem, workers);
    }

    // −Σ target·ln softmax = ln Σ exp − (1 − smoothing)·logit[label] − smoothing·mean(logits).
    private readonly struct Rows(
        float* logits, int* labels, float* probabilities, double* losses, int rows, int classes, int rowsPerItem,
        float smoothing) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            int end = Math.Min(rows, (item + 1) * rowsPerItem);
            for (int row = item * rowsPerItem; row < end; row++)
                losses[row] = Row<T>(logits + (long)row * classes, probabilities + (long)row * classes, labels[row]);
        }

        private double Row<T>(float* source, float* target, int label) where T : struct, ILanes<T>
        {
            float largest = Softmax.Largest<T>(source, classes);
            float sum = Softmax.Exponentiate<T>(source, target, classes, largest);
            T inverse = T.Broadcast(1 / sum), total = T.Broadcast(0f);
            for (int i = 0; i < classes; i += T.Count)
            {
                total += Load<T>(source + i, classes - i);
                Store(Load<T>(target + i, classes - i) * inverse, target + i, classes - i);
            }
            double smooth = smoothing == 0 ? 0 : smoothing * ((double)T.Sum(total) / classes - largest);
            return Math.Log(sum) - (1.0 - smoothing) * ((double)source[label] - largest) - smooth;
        }
    }

    private readonly struct Gradient(
        float factor, float* probabilities, int* labels, float* dlogits, int rows, int classes, int rowsPerItem,
        float smoothing, bool accumulate) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            int end = Math.Min(rows, (item + 1) * rowsPerItem);
            T scale = T.Broadcast(factor), share = T.Broadcast(-factor * smoothing / classes);
            for (int row = item * rowsPerItem; row < end; row++)
            {
                float* source = probabilities + (long)row * classes, target = dlogits + (long)row * classes;
                for (int i = 0; i < classes; i += T.Count)
                {
                    T value = T.MultiplyAdd(Load<T>(source + i, classes - i), scale, share);
                    if (accumulate)
                        value += Load<T>(target + i, classes - i);
                    Store(value, target + i, classes - i);
                }
                target[labels[row]] -= factor * (1 - smoothing);
            }
        }
    }
}
