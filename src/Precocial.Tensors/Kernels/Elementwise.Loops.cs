using System.Runtime.CompilerServices;

namespace Precocial.Tensors.Kernels;

/// <summary>y = f(x), written once for every lane width.</summary>
internal interface IUnaryFunction
{
    T Apply<T>(T x) where T : struct, ILanes<T>;
}

/// <summary>dx = dy·f′, from f's input or output, whichever the function keeps.</summary>
internal interface IUnaryGradient
{
    T Apply<T>(T dy, T kept) where T : struct, ILanes<T>;
}

/// <summary>y = f(a, b).</summary>
internal interface IBinaryFunction
{
    T Apply<T>(T a, T b) where T : struct, ILanes<T>;
}

// The loops: whole registers, then one partly filled one. Each item is Items.Block elements. One load and one
// store per
// element and no more than one register in flight by hand: on out-of-order cores unrolling by 4 measured the
// same.
internal static unsafe partial class Elementwise
{
    private static void Map<TFunction>(TFunction function, float* x, float* y, long n, WorkerPool? workers)
        where TFunction : struct, IUnaryFunction =>
        Items.Run(new UnaryKernel<TFunction>(function, x, y, n), Items.Of(n), workers);

    private static void Map<TGradient>(
        TGradient gradient, float* dy, float* kept, float* dx, long n, bool accumulate, WorkerPool? workers)
        where TGradient : struct, IUnaryGradient
    {
        if (accumulate)
            Items.Run(new GradientSumKernel<TGradient>(gradient, dy, kept, dx, n), Items.Of(n), workers);
        else
            Map(new GradientFunction<TGradient>(gradient), dy, kept, dx, n, workers);
    }

    private static void Map<TFunction>(
        TFunction function, float* a, float* b, float* y, long n, WorkerPool? workers)
        where TFunction : struct, IBinaryFunction =>
        Items.Run(new BinaryKernel<TFunction>(function, a, b, y, n), Items.Of(n), workers);

    private static (long Start, int Length) Range(int item, long n)
    {
        long start = (long)item * Items.Block;
        return (start, (int)Math.Min(Items.Block, n - start));
    }

    private readonly struct UnaryKernel<TFunction>(TFunction function, float* x, float* y, long n) : IItemKernel
        where TFunction : struct, IUnaryFunction
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            var (start, length) = Range(item, n);
            var f = function;
            float* from = x + start, to = y + start;
            int i = 0;
            for (; i <= length - T.Count; i += T.Count)
                f.Apply(T.Load(from + i)).Store(to + i);
            if (i < length)
                f.Apply(T.LoadFirst(from + i, length - i)).StoreFirst(to + i, length - i);
        }
    }

    private readonly struct BinaryKernel<TFunction>(TFunction function, float* a, float* b, float* y, long n)
        : IItemKernel
        where TFunction : struct, IBinaryFunction
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            var (start, length) = Range(item, n);
            var f = function;
            float* left = a + start, right = b + start, to = y + start;
            int i = 0;
            for (; i <= length - T.Count; i += T.Count)
                f.Apply(T.Load(left + i), T.Load(right + i)).Store(to + i);
            if (i < length)
            {
                int rest = length - i;
                f.Apply(T.LoadFirst(left + i, rest), T.LoadFirst(right + i, rest)).StoreFirst(to + i, rest);
            }
        }
    }

    private readonly struct GradientSumKernel<TGradient>(
        TGradient gradient, float* dy, float* kept, float* dx, long n) : IItemKernel
        where TGradient : struct, IUnaryGradient
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            var (start, length) = Range(item, n);
            var f = gradient;
            float* left = dy + start, right = kept + start, to = dx + start;
            int i = 0;
            for (; i <= length - T.Count; i += T.Count)
                (T.Load(to + i) + f.Apply(T.Load(left + i), T.Load(right + i))).Store(to + i);
            if (i < length)
            {
                int rest = length - i;
                T added = f.Apply(T.LoadFirst(left + i, rest), T.LoadFirst(right + i, rest));
                (T.LoadFirst(to + i, rest) + added).StoreFirst(to + i, rest);
            }
        }
    }

    private readonly struct GradientFunction<TGradient>(TGradient gradient) : IBinaryFunction
        where TGradient : struct, IUnaryGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Apply<T>(T a, T b) where T : struct, ILanes<T>
        {
            var f = gradient;
            return f.Apply(a, b);
        }
    }
}
