using Precocial.Architectures;

namespace Precocial.Formats.Onnx;

/// <summary>Matrix products: layers where one operand is known, attention where none is.</summary>
internal sealed partial class OnnxLowering
{
    private ComputedValue Gemm(OnnxOperator o)
    {
        ComputedValue x = o.Computed(0);
        OnnxConstant matrix = Floats(o, 1);
        float alpha = o.Number("alpha", 1f), beta = o.Number("beta", 1f);
        if (o.Integer("transA", 0) != 0 || x.Rank != 2 || matrix.Dims.Length != 2 || x.BatchAxis != 0)
            throw new OnnxRefusal($"it must multiply [batch, in] by a matrix, but multiplies {Text(x)} by {Text(matrix)}");
        OnnxConstant weight = o.Integer("transB", 0) != 0 ? matrix : matrix.Transposed();
        OnnxConstant? bias = o.Has(2) ? OfLength(Floats(o, 2), weight.Dims[0]) : null;
        return LinearOf(x, new ImportWeight(weight, Factor: alpha),
            bias is null ? null : new ImportWeight(bias, Factor: beta));
    }

    // One number for each output: a vector, a row, or one for all.
    private static OnnxConstant OfLength(OnnxConstant bias, int length)
    {
        if (bias.Count == length)
            return bias.Dims.Length == 1 ? bias : bias.Reshaped([length]);
        if (bias.Count != 1)
            throw new OnnxRefusal($"its offset {Text(bias)} must have {length} numbers");
        float[] values = new float[length];
        Array.Fill(values, bias.Floats[0]);
        return OnnxConstant.Of([length], values);
    }

    // weight is [out, in].
    private ComputedValue LinearOf(ComputedValue x, ImportWeight weight, ImportWeight? bias)
    {
        int axis = x.Rank - 1, outputs = weight.Constant!.Dims[0];
        Expect(weight.Constant.Dims[1], x.SizeWithoutBatch(axis), "features");
        x = WithLast(x, axis);
        int[] sizes = x.Node.Shape.ToArray();
        ImportNode rows = sizes.Length <= 2 ? x.Node
            : Reshaped(x.Node, [Product(sizes[..^1]), sizes[^1]]);
        ImportWeight[] weights = bias is null ? [weight] : [weight, bias];
        ImportNode y = Make(new Linear(outputs, bias is not null), [rows], weights);
        if (sizes.Length > 2)
            y = Reshaped(y, [.. sizes[..^1], outputs]);
        return x.With(y);
    }

    private OnnxValue MatMulOf(OnnxOperator o)
    {
        if (o.Input(1) is OnnxConstant { Dims.Length: 2, IsFloat: true } right)
            return LinearOf(o.Computed(0), new ImportWeight(right.Transposed()), null);
        if (o.Input(0) is OnnxConstant { Dims.Length: 2, IsFloat: true } left)
            return Swapped(LinearOf(Swapped(o.Computed(1)), new ImportWeight(left), null));
        return Product(o.Computed(0), o.Computed(1));
    }

    // The value with its last two axes exchanged.
    private static ComputedValue Swapped(ComputedValue x)
    {
        if (x.Rank < 2)
            throw new OnnxRefusal("a product with a vector is not read");
        int[] axes = [.. x.Axes[..^2], x.Axes[^1], x.Axes[^2]];
        int at = x.BatchAxis;
        return x.Seen(axes, at == x.Rank - 1 ? at - 1 : at == x.Rank - 2 ? at + 1 : at);
    }

    private ComputedValue Product(ComputedValue a, ComputedValue b)
    {
        int rank = Math.Max(a.Rank, b.Rank);
        (a, b) = (Widened(a, rank), Widened(b, rank));
        if (rank < 3 || a.BatchAxis != b.BatchAxis || a.BatchAxis >= rank - 2 || a.HasPureBatch != b.HasPureBatch
            || a.BatchIsInner != b.BatchIsInner)
            throw new OnnxRefusal($"it multiplies {Text(a)} by {Text(b)}, which mixes samples of the batch");
        bool turnA = IsSwapped(a), turnB = IsSwapped(b);
        (a, b) = (Ordered(turnA ? Swapped(a) : a, withUnits: true), Ordered(turnB ? Swapped(b) : b, withUnits: true));
        int[] axes = a.Axes;
        (ImportNode left, ImportNode right) = SameOuter(a.Node, b.Node);
        return a.Seen(Make(new MatMul(turnA, turnB), left, right), axes);
    }

    // Whether the sample's axes stand in ONNX's order but for the last two, which are exchanged.
    private static bool IsSwapped(ComputedValue x)
    {
        int[] own = [.. x.Axes.Where(axis => axis >= 0)];
        return x.Axes[^1] >= 0 && x.Axes[^2] >= 0 && own[^1] == own.Length - 2 && own[^2] == own.Length - 1
            && own[..^2].SequenceEqual(Enumerable.Range(0, own.Length - 2));
    }

    private (ImportNode Left, ImportNode Right) SameOuter(ImportNode a, ImportNode b)
    {
        int[] left = new int[a.Shape.Rank], right = new int[a.Shape.Rank];
        Array.Fill(left, 1);
        Array.Fill(right, 1);
        for (int i = 0; i < a.Shape.Rank - 2; i++)
        {
            if (a.Shape[i] == 1)
                left[i] = b.Shape[i];
            else if (b.Shape[i] == 1)
                right[i] = a.Shape[i];
        }
        return (left.All(count => count == 1) ? a : Make(new Tile([.. left]), a),
            right.All(count => count == 1) ? b : Make(new Tile([.. right]), b));
    }

    // One letter is summed over, each operand has one of its own, and any number are common to all three.
    private ComputedValue EinsumOf(OnnxOperator o)
    {
        string equation = o.Word("equation", "").Replace(" ", "");
        if (equation.Split("->") is not [var sources, var result] || sources.Split(',') is not [var left, var right]
            || o.Inputs.Length != 2)
            throw new OnnxRefusal($"the equation {OnnxSource.OneLine(equation)} is not one of two operands with a result");
        ComputedValue a = o.Computed(0), b = o.Computed(1);
        char[] common = [.. result.Where(letter => left.Contains(letter) && right.Contains(letter))];
        char[] rows = [.. left.Where(letter => !right.Contains(letter))];
        char[] columns = [.. right.Where(letter => !left.Contains(letter))];
        char[] summed = [.. left.Where(letter => right.Contains(letter) && !result.Contains(letter))];
        bool product = rows.Length == 1 && columns.Length == 1 && summed.Length == 1 && left.Length == a.Rank
            && right.Length == b.Rank && result.Length == common.Length + 2 && left.Length == common.Length + 2
            && right.Length == left.Length && result.Contains(rows[0]) && result.Contains(columns[0])
            && result.Distinct().Count() == result.Length;
        if (!product)
            throw new OnnxRefusal($"the equation {OnnxSource.OneLine(equation)} is no matrix product");
        ComputedValue c = Product(Seen(a, left, [.. common, rows[0], summed[0]]),
            Seen(b, right, [.. common, summed[0], columns[0]]));
        return Seen(c, new string([.. common, rows[0], columns[0]]), result.ToCharArray());
    }

    private static ComputedValue Seen(ComputedValue x, string letters, char[] order)
    {
        int[] places = Array.ConvertAll(order, letter => letters.IndexOf(letter));
        return x.Seen([.. places.Select(place => x.Axes[place])], Array.IndexOf(places, x.BatchAxis));
    }
}
