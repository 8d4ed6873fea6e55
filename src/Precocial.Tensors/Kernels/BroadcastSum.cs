using Precocial.Tensors.Memory;

namespace Precocial.Tensors.Kernels;

/// <summary>Sums a gradient over the axes along which an operand was repeated.</summary>
/// <remarks>Neighbouring axes that are summed, or kept, are joined; then one group of summed axes goes at a
/// time, the
/// innermost first, through [outer, axis, inner] sums.</remarks>
internal static unsafe class BroadcastSum
{
    /// <summary>dx (+)= the sum.</summary>
    public static void Run(
        float* dy, Shape shape, float* dx, Shape target, bool accumulate, WorkerPool? workers)
    {
        Span<int> sizes = stackalloc int[Shape.MaxRank];
        Span<bool> summed = stackalloc bool[Shape.MaxRank];
        int groups = Group(shape, target, sizes, summed);
        NativeBuffer? last = null;
        for (int group = groups - 1; group >= 0; group--)
        {
            if (!summed[group])
                continue;
            int outer = Product(sizes[..group]), inner = Product(sizes[(group + 1)..groups]),
                axis = sizes[group];
            bool final = !summed[..group].Contains(true);
            var buffer = final ? null : NativeBuffer.Allocate(outer * inner);
            float* to = final ? dx : buffer!.Pointer;
            Reduction.Sum(dy, to, outer, axis, inner, scale: 1, final && accumulate, workers);
            GC.KeepAlive(last);
            if (final)
                return;
            sizes[group] = 1;
            last = buffer;
            dy = to;
        }
        Elementwise.Copy(dy, dx, shape.Count, accumulate, workers); // nothing was repeated
    }

    private static int Group(Shape shape, Shape target, Span<int> sizes, Span<bool> summed)
    {
        int groups = 0;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            int own = axis - (shape.Rank - target.Rank);
            bool sum = own < 0 || target[own] == 1;
            if (shape[axis] == 1)
                continue;
            if (groups > 0 && summed[groups - 1] == sum)
            {
                sizes[groups - 1] *= shape[axis];
                continue;
            }
            sizes[groups] = shape[axis];
            summed[groups++] = sum;
        }
        return groups;
    }

    private static int Product(ReadOnlySpan<int> sizes)
    {
        int product = 1;
        foreach (int size in sizes)
            product *= size;
        return product;
    }
}
