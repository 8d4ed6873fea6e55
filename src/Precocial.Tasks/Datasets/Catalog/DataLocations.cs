namespace Precocial.Tasks;

/// <summary>Where named data sets are looked for: folders in order, then where Debian's packages put
/// theirs.</summary>
/// <param name="Folders">The folders; downloads go to the first.</param>
public sealed record DataLocations(IReadOnlyList<string> Folders)
{
    /// <summary>Where Debian's dataset packages install.</summary>
    public const string SystemFolder = "/usr/share/datasets";

    /// <summary>The folders that are named: null and blank ones are left out.</summary>
    /// <example><c>DataLocations.Of(dataDirOption, precocialDataVariable, defaultFolder)</c></example>
    public static DataLocations Of(params IEnumerable<string?> folders) =>
        new([.. folders.OfType<string>().Where(folder => !string.IsNullOrWhiteSpace(folder))]);

    /// <summary>All folders that are searched.</summary>
    internal IEnumerable<string> Searched => Folders.Append(SystemFolder);
}
