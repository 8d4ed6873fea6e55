namespace Precocial.Tensors.Kernels;

/// <summary>Operations on two operands of which either may have axes of size 1 (or missing in front) that are
/// repeated
/// to the result's shape, as in NumPy; and the sums that are the gradient of repeating.</summary>
/// <remarks>Neighbouring axes that are repeated alike are joined first (<see cref="BroadcastPlan"/>), so that
/// the inner
/// loop is long. The result may be an operand of its own shape.</remarks>
internal static unsafe class Broadcast
{
    /// <summary>y = a + b.</summary>
    public static void Add(
        float* a, Shape shapeA, float* b, Shape shapeB, float* y, Shape shape, WorkerPool? workers = null) =>
        Run(new AddFunction(), a, shapeA, b, shapeB, y, shape, workers);

    /// <summary>y = a − b.</summary>
    public static void Subtract(
        float* a, Shape shapeA, float* b, Shape shapeB, float* y, Shape shape, WorkerPool? workers = null) =>
        Run(new SubtractFunction(), a, shapeA, b, shapeB, y, shape, workers);

    /// <summary>y = a·b.</summary>
    public static void Multiply(
        float* a, Shape shapeA, float* b, Shape shapeB, float* y, Shape shape, WorkerPool? workers = null) =>
        Run(new MultiplyFunction(), a, shapeA, b, shapeB, y, shape, workers);

    /// <summary>y = a/b.</summary>
    public static void Divide(
        float* a, Shape shapeA, float* b, Shape shapeB, float* y, Shape shape, WorkerPool? workers = null) =>
        Run(new DivideFunction(), a, shapeA, b, shapeB, y, shape, workers);

    /// <summary>y = the larger; NaN in either comes through.</summary>
    public static void Max(
        float* a, Shape shapeA, float* b, Shape shapeB, float* y, Shape shape, WorkerPool? workers = null) =>
        Run(new MaxFunction(), a, shapeA, b, shapeB, y, shape, workers);

    /// <summary>The share of the gradient of max(a, b) that is a's: 1 where it is larger, ½ where they are
    /// equal (as in
    /// PyTorch), 0.</summary>
    public static void LargerShare(
        float* a, Shape shapeA, float* b, Shape shapeB, float* y, Shape shape, WorkerPool? workers = null) =>
        Run(new LargerShareFunction(), a, shapeA, b, shapeB, y, shape, workers);

    /// <summary>y (+)= x, repeated.</summary>
    public static void Copy(
        float* x, Shape shapeX, float* y, Shape shape, bool accumulate, WorkerPool? workers = null)
    {
        if (accumulate)
            Add(y, shape, x, shapeX, y, shape, workers);
        else
            Run(new RightFunction(), y, shape, x, shapeX, y, shape, workers);
    }

    /// <summary>y[outer, channels, inner] = x + bias[channels]; inner is 1 for a bias over the last
    /// axis.</summary>
    public static void AddBias(
        float* x, float* bias, float* y, int outer, int channels, int inner, WorkerPool? workers = null)
    {
        if (outer == 1 && inner == 1)
        {
            Elementwise.Add(x, bias, y, channels, workers); // one row: small networks live on this
            return;
        }
        if (inner == 1)
        {
            var kernel = new BiasRows(x, bias, y, outer, channels);
            Items.Run(kernel, kernel.Items, workers);
            return;
        }
        Shape shape = [outer, channels, inner];
        Add(x, shape, bias, [1, channels, 1], y, shape, workers);
    }

    /// <summary>dbias[channels] (+)= the sum of dy[outer, channels, inner] over outer and inner.</summary>
    public static void BiasBackward(
        float* dy, float* dbias, int outer, int channels, int inner, bool accumulate, WorkerPool? workers = null)
    {
        if (inner == 1)
            Reduction.SumRows(dy, dbias, outer, channels, accumulate, workers);
        else
            SumTo(dy, [outer, channels, inner], dbias, [1, channels, 1], accumulate, workers);
    }

    /// <summary>dx (+)= dy summed over the axes along which dx was repeated: the gradient of
    /// broadcasting.</summary>
    public static void SumTo(
        float* dy, Shape shape, float* dx, Shape target, bool accumulate, WorkerPool? workers = null) =>
        BroadcastSum.Run(dy, shape, dx, target, accumulate, workers);

    private static void Run<TFunction>(
        TFunction function, float* a, Shape shapeA, float* b, Shape shapeB, float* y, Shape shape,
        WorkerPool? workers) where TFunction : struct, IBinaryFunction
    {
        if (shape.Count == 0)
            return;
        var plan = new BroadcastPlan(shapeA, shapeB, shape);
        int perItem = Items.RowsPerItem(plan.Rows, plan.RowLength);
        Items.Run(
            new RowKernel<TFunction>(function, a, b, y, plan, perItem), (plan.Rows + perItem - 1) / perItem, workers);
    }

    private readonly struct RowKernel<TFunction>(
        TFunction function, float* a, float* b, float* y, BroadcastPlan plan, int rowsPerItem) : IItemKernel
        where TFunction : struct, IBinaryFunction
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            int end = Math.Min(plan.Rows, (item + 1) * rowsPerItem);
            for (int row = item * rowsPerItem; row < end; row++)
            {
                var (left, right) = plan.Offsets(row);
                Row<T>(a + left, b + right, y + (long)row * plan.RowLength);
            }
        }

        private void Row<T>(float* left, float* right, float* target) where T : struct, ILanes<T>
        {
            var f = function;
            int i = 0, length = plan.RowLength;
            bool repeatLeft = plan.RepeatsA, repeatRight = plan.RepeatsB;
            T leftValue = T.Broadcast(*left), rightValue = T.Broadcast(*right);
            for (; i <= length - T.Count; i += T.Count)
            {
                T p = repeatLeft ? leftValue : T.Load(left + i),
                    q = repeatRight ? rightValue : T.Load(right + i);
                f.Apply(p, q).Store(target + i);
            }
            if (i == length)
                return;
            T lastLeft = repeatLeft ? leftValue : T.LoadFirst(left + i, length - i);
            T lastRight = repeatRight ? rightValue : T.LoadFirst(right + i, length - i);
            f.Apply(lastLeft, lastRight).StoreFirst(target + i, length - i);
        }
    }

    private readonly struct RightFunction : IBinaryFunction
    {
        public T Apply<T>(T a, T b) where T : struct, ILanes<T> => b;
    }
}
