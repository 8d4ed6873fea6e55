namespace Precocial.Formats.Onnx;

/// <summary>Operators that compute elements of constants.</summary>
internal static partial class OnnxFolding
{
    private static OnnxConstant Filled(OnnxOperator o)
    {
        int[] dims = [.. o.Integers(0).Select(size => checked((int)size))];
        int count = Counted(dims);
        OnnxConstant? value = o.Attribute("value")?.T is { } tensor ? new OnnxTensors("").Read(tensor) : null;
        if (value is { IsFloat: false, Count: > 0 })
            return OnnxConstant.Of(dims, [.. Enumerable.Repeat(value.Integers[0], count)]);
        float[] floats = new float[count];
        Array.Fill(floats, value is { Count: > 0 } ? value.Floats[0] : 0);
        return OnnxConstant.Of(dims, floats);
    }

    private static OnnxConstant Range(OnnxOperator o)
    {
        double start = NumbersOf(o.Constant(0))[0], limit = NumbersOf(o.Constant(1))[0];
        double step = NumbersOf(o.Constant(2))[0], length = Math.Ceiling((limit - start) / step);
        int count = Counted([length is > 0 and <= MaxElements ? (int)length : length > 0 ? int.MaxValue : 0]);
        double[] values = [.. Enumerable.Range(0, count).Select(i => start + i * step)];
        return o.Constant(0).IsFloat
            ? OnnxConstant.Of([count], [.. values.Select(value => (float)value)])
            : OnnxConstant.Of([.. values.Select(value => (long)value)]);
    }

    private static OnnxConstant Where(OnnxOperator o)
    {
        OnnxConstant condition = o.Constant(0), x = o.Constant(1), y = o.Constant(2);
        int[] dims = Broadcast(Broadcast(condition.Dims, x.Dims), y.Dims);
        int[] c = Places(dims, StretchedStrides(condition.Dims, dims), 0);
        int[] p = Places(dims, StretchedStrides(x.Dims, dims), 0);
        int[] q = Places(dims, StretchedStrides(y.Dims, dims), 0);
        if (x.IsFloat != y.IsFloat || condition.IsFloat)
            throw new OnnxRefusal("its two choices must have one type, and the condition must be truth values");
        if (!x.IsFloat)
            return OnnxConstant.Of(dims,
                [.. c.Select((at, i) => condition.Integers[at] != 0 ? x.Integers[p[i]] : y.Integers[q[i]])]);
        float[] values = new float[c.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = condition.Integers[c[i]] != 0 ? x.Floats[p[i]] : y.Floats[q[i]];
        return OnnxConstant.Of(dims, values);
    }

    private static OnnxConstant MatMul(OnnxConstant a, OnnxConstant b)
    {
        if (!a.IsFloat || !b.IsFloat || a.Dims.Length < 2 || b.Dims.Length != 2 || a.Dims[^1] != b.Dims[0])
            throw new OnnxRefusal("a product of constants must be of [..., m, k] and [k, n]");
        int inner = b.Dims[0], columns = b.Dims[1], rows = inner == 0 ? 0 : a.Count / inner;
        int[] dims = [.. a.Dims[..^1], columns];
        if ((long)Counted(dims) * inner > 1L << 32)
            throw new OnnxRefusal("a product of constants is too large to be computed while importing");
        float[] values = new float[Counted(dims)];
        ReadOnlySpan<float> p = a.Floats, q = b.Floats;
        for (int row = 0; row < rows; row++)
        {
            for (int k = 0; k < inner; k++)
            {
                float factor = p[row * inner + k];
                for (int column = 0; column < columns; column++)
                    values[row * columns + column] += factor * q[k * columns + column];
            }
        }
        return OnnxConstant.Of(dims, values);
    }

    private static OnnxConstant Reduced(OnnxOperator o)
    {
        OnnxConstant x = o.Constant(0);
        int rank = x.Dims.Length;
        bool[] gone = new bool[rank];
        foreach (long axis in o.IntegersOf("axes", 1) ?? [.. Enumerable.Range(0, rank).Select(axis => (long)axis)])
            gone[o.Axis(axis, rank)] = true;
        bool keep = o.Integer("keepdims", 1) != 0;
        int[] kept = [.. x.Dims.Select((size, axis) => gone[axis] ? 1 : size)];
        int[] places = Places(x.Dims, StretchedStrides(kept, x.Dims), 0);
        double[] source = NumbersOf(x), sums = new double[Counted(kept)];
        Array.Fill(sums, o.Type switch
        {
            "ReduceProd" => 1,
            "ReduceMax" => double.NegativeInfinity,
            "ReduceMin" => double.PositiveInfinity,
            _ => 0,
        });
        for (int i = 0; i < source.Length; i++)
        {
            ref double sum = ref sums[places[i]];
            sum = o.Type switch
            {
                "ReduceProd" => sum * source[i],
                "ReduceMax" => Math.Max(sum, source[i]),
                "ReduceMin" => Math.Min(sum, source[i]),
                _ => sum + source[i],
            };
        }
        if (o.Type == "ReduceMean")
        {
            for (int i = 0; i < sums.Length; i++)
                sums[i] /= Math.Max(1, x.Count / Math.Max(1, sums.Length));
        }
        int[] dims = keep ? kept : [.. x.Dims.Where((_, axis) => !gone[axis])];
        return Of(dims, sums, x.IsFloat);
    }

    private static OnnxConstant Binary(OnnxOperator o, Func<double, double, double> function)
    {
        OnnxConstant x = o.Constant(0), y = o.Constant(1);
        int[] dims = Broadcast(x.Dims, y.Dims);
        int[] p = Places(dims, StretchedStrides(x.Dims, dims), 0);
        int[] q = Places(dims, StretchedStrides(y.Dims, dims), 0);
        double[] a = NumbersOf(x), b = NumbersOf(y), values = new double[p.Length];
        bool whole = !x.IsFloat && !y.IsFloat;
        for (int i = 0; i < values.Length; i++)
        {
            double value = function(a[p[i]], b[q[i]]);
            values[i] = whole && o.Type == "Div" ? Math.Truncate(value) : value;
        }
        return Of(dims, values, !whole && !FoldingFunctions.IsTruth(o.Type));
    }

    private static Func<double, double> Clipping(OnnxOperator o)
    {
        double least = o.Has(1) ? o.Number(1) : o.Number("min", float.MinValue);
        double most = o.Has(2) ? o.Number(2) : o.Number("max", float.MaxValue);
        return x => Math.Min(Math.Max(x, least), most);
    }

    private static OnnxConstant Unary(OnnxOperator o, Func<double, double> function)
    {
        OnnxConstant x = o.Constant(0);
        Counted(x.Dims);
        return Of(x.Dims, [.. NumbersOf(x).Select(function)], x.IsFloat && !FoldingFunctions.IsTruth(o.Type));
    }
}
