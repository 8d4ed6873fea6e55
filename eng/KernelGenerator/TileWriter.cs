namespace Precocial.KernelGenerator;

/// <summary>Writes the micro-kernels of one family for one instruction set.</summary>
internal sealed class TileWriter(TileFamily family, InstructionSet set)
{
    private static readonly int[] s_widths = [1, 2, 4];
    private readonly SourceText _text = new();

    public string Write()
    {
        _text.Header(set, family.Name);
        Tables();
        foreach (int vectors in s_widths)
        {
            for (int rows = 1; rows <= set.MaxRows(vectors); rows++)
            {
                Tile(rows, vectors, masked: false);
                if (vectors <= 2)
                    MaskedTile(rows, vectors);
            }
        }
        _text.Line("}");
        return _text.ToString();
    }

    private string Signature => $"{family.Parameters}, float* c, nint rowC, bool accumulate, int tail";

    private void Tables()
    {
        string type = family.Name[..^1];
        foreach (bool masked in new[] { false, true })
        {
            foreach (int vectors in s_widths.Where(width => !masked || width <= 2))
            {
                string suffix = masked ? "Masked" : "";
                var names = Enumerable.Range(1, set.MaxRows(vectors)).Select(rows => $"&Tile{rows}x{vectors}{suffix}");
                _text.Line($"public static readonly {type}[] By{vectors}{suffix} =");
                _text.Line($"    [null, {string.Join(", ", names)}];");
            }
        }
    }

    private void Tile(int rows, int vectors, bool masked)
    {
        Open(rows, vectors, masked ? "Masked" : "");
        if (masked)
            _text.Line("V mask = FirstLanes(tail);");
        for (int i = 0; i < rows; i++)
            _text.Line("V " + string.Join(", ", Columns(vectors).Select(j => $"c{i}_{j} = V.Zero")) + ";");
        Statements(family.Prologue(rows, vectors, set.Lanes));
        if (family is TapFamily)
            Prefetch(rows, vectors);
        Statements(family.Loop);
        _text.Line("V " + string.Join(", ", Columns(vectors).Select(j =>
            $"b{j} = {Load(family.B(j, set.Lanes), masked && j == vectors - 1)}")) + ", a_;");
        for (int i = 0; i < rows; i++)
        {
            _text.Line($"a_ = Broadcast({family.A(i, rows)}); "
                + string.Join(" ", Columns(vectors).Select(j => $"c{i}_{j} = Fma(a_, b{j}, c{i}_{j});")));
        }
        Statements(family.Advance(rows));
        Store(rows, vectors, masked);
        _text.Line("}");
    }

    /// <summary>Without masks: whole vectors first, then column by column.</summary>
    private void MaskedTile(int rows, int vectors)
    {
        if (set.Masks)
        {
            Tile(rows, vectors, masked: true);
        }
        else if (vectors == 2)
        {
            Open(rows, vectors, "Masked");
            _text.Line($"Tile{rows}x1({Arguments("b", "starts")}, c, rowC, accumulate, 0);");
            string second = family.SecondVector.Replace("{lanes}", $"{set.Lanes}");
            _text.Line($"Tile{rows}x1Masked({family.Arguments.Replace("{b}", second)}, c + {set.Lanes}, rowC, accumulate, tail);");
            _text.Line("}");
        }
        else
        {
            TileByColumns(rows);
        }
    }

    private string Arguments(string pointer, string table) =>
        family.Arguments.Replace("{b}", family is TapFamily ? table : pointer);

    private void TileByColumns(int rows)
    {
        Open(rows, 1, "Masked");
        _text.Line("for (int j = 0; j < tail; j++)");
        _text.Line($"Column{rows}({Arguments("b + j", "starts").Replace("a, b,", "a, b + j,")}, c + j, rowC, accumulate);");
        _text.Line("}");
        _text.Line("");
        _text.Line($"private static void Column{rows}({family.Parameters}, float* c, nint rowC, bool accumulate)");
        _text.Line("{");
        _text.Line("float " + string.Join(", ", Enumerable.Range(0, rows).Select(i => $"c{i} = 0")) + ";");
        Statements(family.Prologue(rows, 1, set.Lanes));
        Statements(family.Loop);
        _text.Line($"float b0 = *({family.B(0, set.Lanes)});");
        for (int i = 0; i < rows; i++)
            _text.Line($"c{i} += *({family.A(i, rows)}) * b0;");
        Statements(family.Advance(rows));
        for (int i = 0; i < rows; i++)
            _text.Line($"c[{i} * rowC] = accumulate ? c[{i} * rowC] + c{i} : c{i};");
        _text.Line("}");
    }

    private void Open(int rows, int vectors, string suffix)
    {
        _text.Line("");
        _text.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        _text.Line($"private static void Tile{rows}x{vectors}{suffix}({Signature})");
        _text.Line("{");
    }

    // The tile of C is written once, after a long loop: its lines are fetched meanwhile.
    private void Prefetch(int rows, int vectors)
    {
        _text.Line("float* d = c;");
        for (int i = 0; i < rows; i++)
            _text.Line(string.Join(" ", Columns(vectors).Select(j => $"Prefetch({At("d", j)});")) + Next("d", i, rows));
    }

    private void Store(int rows, int vectors, bool masked)
    {
        _text.Line("if (accumulate)");
        _text.Line("{");
        _text.Line("float* e = c;");
        for (int i = 0; i < rows; i++)
        {
            _text.Line(string.Join(" ", Columns(vectors).Select(j =>
                $"c{i}_{j} += {Load(At("e", j), masked && j == vectors - 1)};")) + Next("e", i, rows));
        }
        _text.Line("}");
        for (int i = 0; i < rows; i++)
        {
            _text.Line(string.Join(" ", Columns(vectors).Select(j => masked && j == vectors - 1
                ? $"StoreFirst({At("c", j)}, mask, c{i}_{j});" : $"Store({At("c", j)}, c{i}_{j});")) + Next("c", i, rows));
        }
    }

    private string At(string pointer, int vector) => vector == 0 ? pointer : $"{pointer} + {vector * set.Lanes}";

    private static string Next(string pointer, int row, int rows) => row < rows - 1 ? $" {pointer} += rowC;" : "";

    private static string Load(string address, bool masked) => masked ? $"LoadFirst({address}, mask)" : $"Load({address})";

    private static IEnumerable<int> Columns(int vectors) => Enumerable.Range(0, vectors);

    private void Statements(IEnumerable<string> statements)
    {
        foreach (string statement in statements)
            _text.Line(statement);
    }
}
