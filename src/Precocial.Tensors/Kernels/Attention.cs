using System.Runtime.CompilerServices;

namespace Precocial.Tensors.Kernels;

/// <summary>The sizes of a multi-head self-attention: x [Batch, Tokens, 3·Heads·Width], queries, keys and
/// values one after the other; y [Batch, Tokens, Heads·Width].</summary>
internal readonly record struct AttentionShape(int Batch, int Tokens, int Heads, int Width)
{
    /// <summary>Floats of a token of y.</summary>
    public int Features => Heads * Width;

    /// <summary>Floats of a token of x.</summary>
    public int Pitch => 3 * Features;

    /// <summary>What the scores are multiplied by.</summary>
    public float Scale => 1 / MathF.Sqrt(Width);
}

/// <summary>softmax(q·kᵀ/√Width)·v for each head, and its gradient, without the matrix of scores in
/// memory.</summary>
/// <remarks>
/// For heads of few features, which matrix products are too small for. An item is a head of an image. Lanes
/// are queries: a block of them meets one key after the other, whose features are broadcast; scores of the
/// block stay in the first-level cache. The gradient computes the scores again, from the logarithms of the
/// sums: with lanes of queries for dq, with lanes of keys for dk and dv, so that no lanes are added up. A
/// pair costs one exponential forward and two backward; they dominate for up to 8 features. A NaN makes its
/// rows NaN.
/// </remarks>
internal static unsafe partial class Attention
{
    /// <summary>y, and the logarithm of each row's sum of exponentials [Batch, Heads, Tokens].</summary>
    public static void Forward(
        in AttentionShape s, float* x, float* y, float* logarithms, WorkerPool? workers = null) =>
        Items.Run(new ForwardKernel(s, x, y, logarithms), s.Batch * s.Heads, workers);

    /// <summary>dx (+)= the gradient of Σ dy·y.</summary>
    public static void Backward(in AttentionShape s, float* x, float* y, float* logarithms, float* dy,
        float* dx, bool accumulate, WorkerPool? workers = null) =>
        Items.Run(new BackwardKernel(s, x, y, logarithms, dy, dx, accumulate), s.Batch * s.Heads, workers);

    /// <summary>block[feature, lane] = rows[lane, feature]·factor; lanes past <paramref name="count"/> are
    /// 0.</summary>
    private static void Turn(
        float* rows, nint pitch, int count, int width, float factor, float* block, int lanes)
    {
        for (int feature = 0; feature < width; feature++, block += lanes)
        {
            for (int lane = 0; lane < count; lane++)
                block[lane] = rows[lane * pitch + feature] * factor;
            for (int lane = count; lane < lanes; lane++)
                block[lane] = 0;
        }
    }

    /// <summary>The way back: rows (+)= block·factor.</summary>
    private static void TurnBack(
        float* block, int lanes, float factor, float* rows, nint pitch, int count, int width, bool accumulate)
    {
        for (int lane = 0; lane < count; lane++, rows += pitch)
        {
            for (int feature = 0; feature < width; feature++)
            {
                float value = block[feature * lanes + lane] * factor;
                rows[feature] = accumulate ? rows[feature] + value : value;
            }
        }
    }

    private readonly struct ForwardKernel(AttentionShape s, float* x, float* y, float* logarithms)
        : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            int image = item / s.Heads, head = item % s.Heads;
            float* queries = x + (nint)image * s.Tokens * s.Pitch + head * s.Width;
            float* target = y + (nint)image * s.Tokens * s.Features + head * s.Width;
            float* block = Scratch.Rent(ScratchUse.PackedA, (2L * s.Width + s.Tokens) * T.Count);
            for (int first = 0; first < s.Tokens; first += T.Count)
            {
                int count = Math.Min(T.Count, s.Tokens - first);
                Turn(queries + (nint)first * s.Pitch, s.Pitch, count, s.Width, s.Scale, block, T.Count);
                T total = Mix<T>(block, queries + s.Features, queries + 2 * s.Features, out T largest);
                T logarithm = largest + VectorMath.Log(total);
                LaneAccess.Store(logarithm, logarithms + (nint)item * s.Tokens + first, count);
                TurnBack(block + s.Width * T.Count, T.Count, 1, target + (nint)first * s.Features, s.Features,
                    count, s.Width, accumulate: false);
            }
        }

        // block: the queries, then the results, then the scores.
        private T Mix<T>(float* block, float* keys, float* values, out T largest) where T : struct, ILanes<T>
        {
            float* sums = block + s.Width * T.Count, scores = sums + s.Width * T.Count;
            largest = T.Broadcast(float.NegativeInfinity);
            for (int key = 0; key < s.Tokens; key++, keys += s.Pitch)
            {
                T score = Product<T>(block, keys, s.Width);
                score.Store(scores + key * T.Count);
                largest = T.Max(largest, score);
            }
            T total = T.Broadcast(0f);
            for (int key = 0; key < s.Tokens; key++)
            {
                T share = VectorMath.Exp(T.Load(scores + key * T.Count) - largest);
                share.Store(scores + key * T.Count);
                total += share;
            }
            WeightedSums(scores, values, s.Pitch, s.Tokens, s.Width, T.Broadcast(1f) / total, sums);
            return total;
        }
    }

    /// <summary>sums[feature] = factor·Σ over the rows of shares[row]·rows[row, feature]; four features at a
    /// time, in registers.</summary>
    private static void WeightedSums<T>(
        float* shares, float* rows, nint pitch, int count, int width, T factor, float* sums)
        where T : struct, ILanes<T>
    {
        for (int feature = 0; feature < width; feature += 4, sums += 4 * T.Count)
        {
            T a = T.Broadcast(0f), b = a, c = a, d = a;
            int left = width - feature;
            // Features that there are not are computed as the first, and not stored.
            int second = left > 1 ? 1 : 0, third = left > 2 ? 2 : 0, fourth = left > 3 ? 3 : 0;
            float* row = rows + feature, share = shares;
            for (int i = 0; i < count; i++, row += pitch, share += T.Count)
            {
                T weight = T.Load(share);
                a = T.MultiplyAdd(weight, T.Broadcast(row[0]), a);
                b = T.MultiplyAdd(weight, T.Broadcast(row[second]), b);
                c = T.MultiplyAdd(weight, T.Broadcast(row[third]), c);
                d = T.MultiplyAdd(weight, T.Broadcast(row[fourth]), d);
            }
            (a * factor).Store(sums);
            if (left > 1)
                (b * factor).Store(sums + T.Count);
            if (left > 2)
                (c * factor).Store(sums + 2 * T.Count);
            if (left > 3)
                (d * factor).Store(sums + 3 * T.Count);
        }
    }

    /// <summary>Σ over the features of block[feature]·row[feature].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Product<T>(float* block, float* row, int width) where T : struct, ILanes<T>
    {
        T even = T.Load(block) * T.Broadcast(row[0]);
        if (width == 1)
            return even;
        T odd = T.Load(block + T.Count) * T.Broadcast(row[1]);
        int feature = 2;
        for (; feature + 1 < width; feature += 2)
        {
            even = T.MultiplyAdd(T.Load(block + feature * T.Count), T.Broadcast(row[feature]), even);
            odd = T.MultiplyAdd(T.Load(block + (feature + 1) * T.Count), T.Broadcast(row[feature + 1]), odd);
        }
        if (feature < width)
            even = T.MultiplyAdd(T.Load(block + feature * T.Count), T.Broadcast(row[feature]), even);
        return even + odd;
    }
}
