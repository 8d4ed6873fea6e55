namespace Precocial.Tasks;

/// <summary>A data set that is known by name.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Description">One line: what it shows, samples, shape.</param>
/// <param name="Licence">Who made it and what may be done with it.</param>
/// <param name="Folder">Where it was found; null if it was not. Empty for the built-in one.</param>
public sealed record CatalogEntry(string Name, string Description, string Licence, string? Folder);
