using System.CommandLine;
using Precocial.Tasks;

namespace Precocial.Cli;

/// <summary>Which data: a built-in name, or the path of a file or folder, and the column of a CSV's
/// labels.</summary>
internal sealed class DataArgument
{
    public Argument<string> Data { get; } = new("data")
    {
        Description =
            "digits, mnist, fashion-mnist, cifar10, or a path: CSV, IDX, NPZ, NPY, a folder of PNGs by "
            + "class.",
    };

    public Option<string?> Label { get; } = new("--label")
    {
        Description = "The label column of a CSV: its name or number. [default: the last]",
        HelpName = "column",
    };

    public Dataset Load(ParseResult parsed, CommonOptions options) =>
        Load(parsed.GetValue(Data)!, parsed.GetValue(Label), options.LocationsOf(parsed));

    public static Dataset Load(string data, string? label, DataLocations locations) =>
        DatasetCatalog.Load(data, locations, new LoadOptions { LabelColumn = label });
}
