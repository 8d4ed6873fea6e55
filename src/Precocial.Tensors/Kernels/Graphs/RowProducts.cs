using System.Runtime.CompilerServices;

namespace Precocial.Tensors.Kernels;

/// <summary>Products of one row with a small matrix, for sweeps that must go node by node.</summary>
/// <remarks>Lanes run over the columns of the result, and each column is one chain of multiply-adds in the
/// order of the inner dimension: the same bits for every lane width. Columns are a multiple of 16, so that
/// there is no tail.</remarks>
internal static unsafe class RowProducts
{
    /// <summary>Rounds up to what <see cref="MultiplyAdd"/> takes.</summary>
    public static int Pad(int count) => (count + 15) & ~15;

    /// <summary>y[columns] = start[columns] + x[inner]·w[inner, columns].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd<T>(float* x, int inner, float* w, int columns, float* start, float* y)
        where T : struct, ILanes<T>
    {
        int column = 0;
        for (; column <= columns - 4 * T.Count; column += 4 * T.Count)
            Four<T>(x, inner, w + column, columns, start + column, y + column);
        for (; column <= columns - 2 * T.Count; column += 2 * T.Count)
            Two<T>(x, inner, w + column, columns, start + column, y + column);
        if (column < columns)
            One<T>(x, inner, w + column, columns, start + column, y + column);
    }

    private static void Four<T>(float* x, int inner, float* w, int pitch, float* start, float* y)
        where T : struct, ILanes<T>
    {
        T a = T.Load(start), b = T.Load(start + T.Count), c = T.Load(start + 2 * T.Count),
            d = T.Load(start + 3 * T.Count);
        for (int k = 0; k < inner; k++, w += pitch)
        {
            T factor = T.Broadcast(x[k]);
            a = T.MultiplyAdd(factor, T.Load(w), a);
            b = T.MultiplyAdd(factor, T.Load(w + T.Count), b);
            c = T.MultiplyAdd(factor, T.Load(w + 2 * T.Count), c);
            d = T.MultiplyAdd(factor, T.Load(w + 3 * T.Count), d);
        }
        a.Store(y);
        b.Store(y + T.Count);
        c.Store(y + 2 * T.Count);
        d.Store(y + 3 * T.Count);
    }

    private static void Two<T>(float* x, int inner, float* w, int pitch, float* start, float* y)
        where T : struct, ILanes<T>
    {
        T a = T.Load(start), b = T.Load(start + T.Count);
        for (int k = 0; k < inner; k++, w += pitch)
        {
            T factor = T.Broadcast(x[k]);
            a = T.MultiplyAdd(factor, T.Load(w), a);
            b = T.MultiplyAdd(factor, T.Load(w + T.Count), b);
        }
        a.Store(y);
        b.Store(y + T.Count);
    }

    private static void One<T>(float* x, int inner, float* w, int pitch, float* start, float* y)
        where T : struct, ILanes<T>
    {
        T a = T.Load(start);
        for (int k = 0; k < inner; k++, w += pitch)
            a = T.MultiplyAdd(T.Broadcast(x[k]), T.Load(w), a);
        a.Store(y);
    }
}
