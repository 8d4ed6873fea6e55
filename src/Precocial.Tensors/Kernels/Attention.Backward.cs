namespace Precocial.Tensors.Kernels;

internal static unsafe partial class Attention
{
    // With p = exp(s − logarithm), D = Σ dy·y over a query's features: ds = p·(dy·vᵀ − D), dq = ds·k·scale,
    // dk = dsᵀ·q·scale, dv = pᵀ·dy.
    private readonly struct BackwardKernel(AttentionShape s, float* x, float* y, float* logarithms, float* dy,
        float* dx, bool accumulate) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            int image = item / s.Heads, head = item % s.Heads;
            nint inputs = (nint)image * s.Tokens * s.Pitch + head * s.Width;
            nint outputs = (nint)image * s.Tokens * s.Features + head * s.Width;
            float* logs = logarithms + (nint)item * s.Tokens;
            // Four blocks, shares and slopes of a block with all tokens, and D.
            long vectors = 4L * s.Width + 2L * s.Tokens;
            float* block = Scratch.Rent(ScratchUse.PackedA, vectors * T.Count + s.Tokens);
            float* dots = block + vectors * T.Count;
            for (int i = 0; i < s.Tokens; i++)
                dots[i] = Dot(dy + outputs + i * s.Features, y + outputs + i * s.Features);
            for (int first = 0; first < s.Tokens; first += T.Count)
            {
                int count = Math.Min(T.Count, s.Tokens - first);
                Queries<T>(x + inputs, dy + outputs, dx + inputs, logs, dots, first, count, block);
                Keys<T>(x + inputs, dy + outputs, dx + inputs, logs, dots, first, count, block);
            }
        }

        private float Dot(float* a, float* b)
        {
            float sum = 0;
            for (int feature = 0; feature < s.Width; feature++)
                sum += a[feature] * b[feature];
            return sum;
        }

        // Lanes are queries: block holds q·scale, dy, dq, and from the fifth on ds.
        private void Queries<T>(float* q, float* g, float* dq, float* logs, float* dots, int first, int count,
            float* block) where T : struct, ILanes<T>
        {
            int size = s.Width * T.Count;
            float* gradients = block + size, sums = gradients + size, slopes = block + 4 * size;
            Turn(q + (nint)first * s.Pitch, s.Pitch, count, s.Width, s.Scale, block, T.Count);
            Turn(g + (nint)first * s.Features, s.Features, count, s.Width, 1, gradients, T.Count);
            T log = LaneAccess.Load<T>(logs + first, count), dot = LaneAccess.Load<T>(dots + first, count);
            float* keys = q + s.Features, key = keys, value = keys + s.Features;
            for (int j = 0; j < s.Tokens; j++, key += s.Pitch, value += s.Pitch)
            {
                T share = VectorMath.Exp(Product<T>(block, key, s.Width) - log);
                T slope = share * (Product<T>(gradients, value, s.Width) - dot);
                slope.Store(slopes + j * T.Count);
            }
            WeightedSums(slopes, keys, s.Pitch, s.Tokens, s.Width, T.Broadcast(s.Scale), sums);
            TurnBack(sums, T.Count, 1, dq + (nint)first * s.Pitch, s.Pitch, count, s.Width, accumulate);
        }

        // Lanes are keys: block holds k·scale, v, dk, dv, and from the fifth on ds and p.
        private void Keys<T>(float* q, float* g, float* dq, float* logs, float* dots, int first, int count,
            float* block) where T : struct, ILanes<T>
        {
            int size = s.Width * T.Count;
            float* values = block + size, keySums = values + size, valueSums = keySums + size;
            float* slopes = block + 4 * size, shares = slopes + s.Tokens * T.Count;
            nint start = (nint)first * s.Pitch + s.Features;
            Turn(q + start, s.Pitch, count, s.Width, s.Scale, block, T.Count);
            Turn(q + start + s.Features, s.Pitch, count, s.Width, 1, values, T.Count);
            float* query = q, gradient = g;
            for (int i = 0; i < s.Tokens; i++, query += s.Pitch, gradient += s.Features)
            {
                T share = VectorMath.Exp(Product<T>(block, query, s.Width) - T.Broadcast(logs[i]));
                T slope = share * (Product<T>(values, gradient, s.Width) - T.Broadcast(dots[i]));
                share.Store(shares + i * T.Count);
                slope.Store(slopes + i * T.Count);
            }
            WeightedSums(slopes, q, s.Pitch, s.Tokens, s.Width, T.Broadcast(s.Scale), keySums);
            WeightedSums(shares, g, s.Features, s.Tokens, s.Width, T.Broadcast(1f), valueSums);
            TurnBack(keySums, T.Count, 1, dq + start, s.Pitch, count, s.Width, accumulate);
            TurnBack(valueSums, T.Count, 1, dq + start + s.Features, s.Pitch, count, s.Width, accumulate);
        }
    }
}
