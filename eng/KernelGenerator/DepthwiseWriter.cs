namespace Precocial.KernelGenerator;

/// <summary>Writes the kernels of depthwise convolution for one instruction set: whole planes of 3×3 or 5×5 taps.</summary>
/// <remarks>A block of output rows is computed at once, one vector wide: each vector of the source is loaded once for
/// all the rows that it meets. The rest of the rows goes one by one, with the same order of sums.</remarks>
internal sealed class DepthwiseWriter(InstructionSet set)
{
    private readonly SourceText _text = new();

    public string Write()
    {
        _text.Header(set, "DepthwiseKernels");
        foreach (int size in new[] { 3, 5 })
        {
            foreach (int stride in new[] { 1, 2 })
            {
                Forward(size, stride);
                Gradient(size, stride);
            }
        }
        Put();
        _text.Line("}");
        return _text.ToString();
    }

    private static string Name(string noun, int size, int stride) => $"{noun}{size}Stride{stride}";

    /// <summary>Rows of a block: with the taps and one source vector they fit 32 registers; else they may spill.</summary>
    private int Block(int size) => size == 3 && set.Lanes == 16 ? 8 : 4;

    private void Forward(int size, int stride)
    {
        Open(Name("Rows", size, stride), "float* p, nint pitch, nint* columns, float* w, float* y, nint rowY, "
            + "nint height, nint width, bool accumulate");
        Taps(size, (ky, kx) => $"V w{ky}{kx} = Broadcast(w + {ky * size + kx});");
        OpenColumns(size, "y");
        _text.Line("bool plain = whole && !accumulate;");
        foreach (int rows in new[] { Block(size), 1 })
        {
            OpenRows(rows);
            _text.Line("V v, " + Join(rows, i => $"c{i} = V.Zero") + ";");
            Sources(size, stride, rows, (i, ky, kx) => $"c{i} = Fma(v, w{ky}{kx}, c{i});");
            _text.Line("if (plain)");
            _text.Line("{");
            for (int i = 0; i < rows; i++)
                _text.Line($"Store(t, c{i}); t += rowY;");
            _text.Line("}");
            _text.Line("else");
            _text.Line("{");
            for (int i = 0; i < rows; i++)
                _text.Line($"Put(t, c{i}, mask, whole, accumulate); t += rowY;");
            _text.Line("}");
            _text.Line("}");
        }
        _text.Line("}");
        _text.Line("}");
    }

    private void Gradient(int size, int stride)
    {
        Open(Name("Weights", size, stride), "float* p, nint pitch, nint* columns, float* dy, nint rowY, "
            + "nint height, nint width, float* sums");
        Taps(size, (ky, kx) => $"V w{ky}{kx} = Load(sums + {(ky * size + kx) * set.Lanes});");
        OpenColumns(size, "dy");
        foreach (int rows in new[] { Block(size), 1 })
        {
            OpenRows(rows);
            string load = set.Masks ? "LoadFirst(t, mask)" : "Load(t)";
            _text.Line("V v;");
            _text.Line("V " + Join(rows, i => $"c{i}") + ";");
            _text.Line("if (whole)");
            _text.Line("{");
            for (int i = 0; i < rows; i++)
                _text.Line($"c{i} = Load(t); t += rowY;");
            _text.Line("}");
            _text.Line("else");
            _text.Line("{");
            for (int i = 0; i < rows; i++)
                _text.Line($"c{i} = {load}; t += rowY;");
            _text.Line("}");
            Sources(size, stride, rows, (i, ky, kx) => $"w{ky}{kx} = Fma(v, c{i}, w{ky}{kx});");
            _text.Line("}");
        }
        _text.Line("}");
        Taps(size, (ky, kx) => $"Store(sums + {(ky * size + kx) * set.Lanes}, w{ky}{kx});");
        _text.Line("}");
    }

    private void Open(string name, string parameters)
    {
        _text.Line("");
        _text.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        _text.Line($"public static void {name}({parameters})");
        _text.Line("{");
    }

    private void OpenColumns(int size, string target)
    {
        _text.Line("nint " + Join(size, i => $"x{i} = columns[{i}]") + ";");
        _text.Line($"V mask = {(set.Masks ? $"FirstLanes((int)width % {set.Lanes})" : "V.Zero")};");
        _text.Line($"for (nint x = 0; x < width; x += {set.Lanes})");
        _text.Line("{");
        _text.Line($"bool whole = width - x >= {set.Lanes};");
        _text.Line($"float* s = p + x, t = {target} + x;");
        _text.Line("nint row = height;");
    }

    private void OpenRows(int rows)
    {
        _text.Line($"for (; row >= {rows}; row -= {rows})");
        _text.Line("{");
    }

    /// <summary>Walks the source rows of a block, and leaves s at the first of the next block.</summary>
    private void Sources(int size, int stride, int rows, Func<int, int, int, string> meet)
    {
        int sources = (rows - 1) * stride + size;
        for (int r = 0; r < sources; r++)
        {
            for (int kx = 0; kx < size; kx++)
            {
                var meetings = Enumerable.Range(0, rows).Where(i => r - i * stride >= 0 && r - i * stride < size);
                _text.Line($"v = Load(s + x{kx}); " + string.Join(" ", meetings.Select(i => meet(i, r - i * stride, kx))));
            }
            if (r < sources - 1)
                _text.Line("s += pitch;");
        }
        int back = sources - 1 - rows * stride;
        _text.Line(back >= 0 ? $"s -= {back} * pitch;" : $"s += {-back} * pitch;");
    }

    private void Taps(int size, Func<int, int, string> statement)
    {
        for (int ky = 0; ky < size; ky++)
            _text.Line(string.Join(" ", Enumerable.Range(0, size).Select(kx => statement(ky, kx))));
    }

    private void Put()
    {
        _text.Line("");
        _text.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        _text.Line("private static void Put(float* t, V c, V mask, bool whole, bool accumulate)");
        _text.Line("{");
        if (set.Masks)
        {
            _text.Line("if (whole)");
            _text.Line("    Store(t, accumulate ? Load(t) + c : c);");
            _text.Line("else");
            _text.Line("    StoreFirst(t, mask, accumulate ? LoadFirst(t, mask) + c : c);");
        }
        else
        {
            _text.Line("Store(t, accumulate ? Load(t) + c : c);");
        }
        _text.Line("}");
    }

    private static string Join(int count, Func<int, string> item) =>
        string.Join(", ", Enumerable.Range(0, count).Select(item));
}
