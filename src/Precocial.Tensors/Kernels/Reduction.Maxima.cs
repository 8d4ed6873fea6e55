namespace Precocial.Tensors.Kernels;

internal static unsafe partial class Reduction
{
    // NaN beats everything and the first of equals stays.
    private static bool IsLarger(float x, float best) => x > best || (float.IsNaN(x) && !float.IsNaN(best));

    private readonly struct Largest(float* x, float* y, int* places, int axis, int inner) : IItemKernel
    {
        public void Run<T>(int outer) where T : struct, ILanes<T>
        {
            for (int j = 0; j < inner; j++)
            {
                float* column = x + (long)outer * axis * inner + j;
                int best = 0;
                for (int i = 1; i < axis; i++)
                {
                    if (IsLarger(column[(long)i * inner], column[(long)best * inner]))
                        best = i;
                }
                y[(long)outer * inner + j] = column[(long)best * inner];
                places[(long)outer * inner + j] = best;
            }
        }
    }

    private readonly struct ScatterLargest(
        float* dy, int* places, float* dx, int axis, int inner, bool accumulate) : IItemKernel
    {
        public void Run<T>(int outer) where T : struct, ILanes<T>
        {
            float* target = dx + (long)outer * axis * inner;
            if (!accumulate)
                new Span<float>(target, axis * inner).Clear();
            for (int j = 0; j < inner; j++)
            {
                long from = (long)outer * inner + j;
                target[(long)places[from] * inner + j] += dy[from];
            }
        }
    }
}
