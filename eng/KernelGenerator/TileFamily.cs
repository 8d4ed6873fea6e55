namespace Precocial.KernelGenerator;

/// <summary>A family of micro-kernels C += A · B on a tile of rows × vectors: how it walks A and B.</summary>
/// <param name="Name">The family's type name.</param>
/// <param name="Parameters">What precedes (c, rowC, accumulate, tail) in the signature.</param>
/// <param name="Arguments">The same as arguments; {b} stands for the first vector of B.</param>
/// <param name="SecondVector">{b} for the tile that begins one vector further right.</param>
internal abstract record TileFamily(string Name, string Parameters, string Arguments, string SecondVector)
{
    public static readonly TileFamily[] All = [new ProductFamily(), new TapFamily(), new GatherFamily()];

    /// <summary>Declarations before the loop.</summary>
    public abstract IEnumerable<string> Prologue(int rows, int vectors, int lanes);

    /// <summary>The head of the loop over the inner dimension, down to its brace.</summary>
    public abstract IEnumerable<string> Loop { get; }

    /// <summary>Statements at the end of the loop's body, and its closing.</summary>
    public abstract IEnumerable<string> Advance(int rows);

    /// <summary>The address of A's element of a row.</summary>
    public abstract string A(int row, int rows);

    /// <summary>The address of B's vector.</summary>
    public abstract string B(int vector, int lanes);

    protected static string Plus(string pointer, string offset) => offset == "0" ? pointer : $"{pointer} + {offset}";
}

/// <summary>Matrix product: A and B with any strides.</summary>
internal sealed record ProductFamily() : TileFamily("ProductTiles",
    "nint k, float* a, nint rowA, nint columnA, float* b, nint rowB",
    "k, a, rowA, columnA, {b}, rowB", "b + {lanes}")
{
    // One pointer for three rows: as many addresses as x86 has registers for.
    public override IEnumerable<string> Prologue(int rows, int vectors, int lanes)
    {
        if (rows > 2)
            yield return "nint rowA2 = 2 * rowA;";
        for (int i = 3; i < rows; i += 3)
            yield return $"float* a{i} = a + {i} * rowA;";
    }

    public override IEnumerable<string> Loop => ["for (; k > 0; k--)", "{"];

    public override IEnumerable<string> Advance(int rows)
    {
        yield return "b += rowB;";
        yield return "a += columnA;";
        for (int i = 3; i < rows; i += 3)
            yield return $"a{i} += columnA;";
        yield return "}";
    }

    public override string A(int row, int rows) =>
        Plus(row < 3 ? "a" : $"a{row / 3 * 3}", (row % 3) switch { 0 => "0", 1 => "rowA", _ => "rowA2" });

    public override string B(int vector, int lanes) => Plus("b", $"{vector * lanes}");
}

/// <summary>Convolution: A packed row by row of the tile, B's row k at offset taps[k], its vector v at offset starts[v].</summary>
internal sealed record TapFamily() : TileFamily("TapTiles",
    "nint k, float* a, float* b, nint* taps, nint* starts",
    "k, a, b, taps, {b}", "starts + 1")
{
    public override IEnumerable<string> Prologue(int rows, int vectors, int lanes)
    {
        for (int j = 0; j < vectors; j++)
            yield return $"float* s{j} = b + starts[{j}];";
        yield return "nint* end = taps + k;";
    }

    public override IEnumerable<string> Loop => ["for (; taps < end; taps++)", "{", "nint tap = *taps;"];

    public override IEnumerable<string> Advance(int rows) => [$"a += {rows};", "}"];

    public override string A(int row, int rows) => Plus("a", $"{row}");

    public override string B(int vector, int lanes) => $"s{vector} + tap";
}

/// <summary>Kernel gradient: A's row i at offset rows[i], its columns in segments of equal length (rows of an image).</summary>
internal sealed record GatherFamily() : TileFamily("GatherTiles",
    "nint segments, nint* starts, nint length, nint step, float* a, nint* rows, float* b, nint rowB",
    "segments, starts, length, step, a, rows, {b}, rowB", "b + {lanes}")
{
    public override IEnumerable<string> Prologue(int rows, int vectors, int lanes) => [];

    public override IEnumerable<string> Loop =>
        ["for (; segments > 0; segments--)", "{", "float* p = a + *starts++;", "for (nint x = length; x > 0; x--)", "{"];

    public override IEnumerable<string> Advance(int rows) => ["b += rowB;", "p += step;", "}", "}"];

    public override string A(int row, int rows) => $"p + rows[{row}]";

    public override string B(int vector, int lanes) => Plus("b", $"{vector * lanes}");
}
