namespace Precocial.Tasks;

/// <summary>The built-in data set: 1,797 handwritten digits, [1, 8, 8], grey levels 0..16, ten
/// classes.</summary>
/// <remarks>Source: E. Alpaydin and C. Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine
/// Learning Repository, 1998, doi 10.24432/C50P49; the file optdigits.tes. Licence CC BY 4.0; see NOTICE
/// beside this file.</remarks>
public static class Digits
{
    private const string Resource = "optdigits.csv.gz";
    private const int Side = 8;

    /// <summary>Unpacks the data set: a new one at each call, in some 10 ms.</summary>
    public static Dataset Load()
    {
        using var stream = typeof(Digits).Assembly.GetManifestResourceStream(Resource)
            ?? throw new DataException($"{Resource} is not in the assembly. Rebuild Precocial.Tasks.");
        var packed = new byte[stream.Length];
        stream.ReadExactly(packed);
        var table = CsvReader.Parse(DataFile.Unpack(packed, Resource), Resource, new());
        return table.ToDataset("digits", [table.Labels.Length, 1, Side, Side]);
    }
}
