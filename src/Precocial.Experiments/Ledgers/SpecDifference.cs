using System.Globalization;
using System.Text.Json;
using Precocial.Search;

namespace Precocial.Experiments;

/// <summary>Which settings differ between a study on disk and the one that is asked for.</summary>
internal static class SpecDifference
{
    public static void ThrowIfAny(string path, StudySpec existing, StudySpec asked)
    {
        if (existing.Settings == asked.Settings)
            return;
        throw new SearchException(
            $"{path} holds study '{existing.Id}' with other settings ({Describe(existing, asked)}). "
            + "Use the same settings to go on with it, or another folder.");
    }

    private static string Describe(StudySpec existing, StudySpec asked)
    {
        var there = Settings(existing.Settings);
        var here = Settings(asked.Settings);
        IEnumerable<string> differences = there.Keys.Union(here.Keys).Order(StringComparer.Ordinal)
            .Where(key => there.GetValueOrDefault(key) != here.GetValueOrDefault(key))
            .Select(key => $"{key}: {there.GetValueOrDefault(key) ?? "none"} there, "
                + $"{here.GetValueOrDefault(key) ?? "none"} asked for");
        return string.Join("; ", differences);
    }

    private static Dictionary<string, string> Settings(StudySettings spec)
    {
        var settings = new Dictionary<string, string>
        {
            ["seed"] = spec.Seed.ToString(CultureInfo.InvariantCulture),
            ["window"] = spec.Window.ToString(CultureInfo.InvariantCulture),
        };
        try
        {
            using JsonDocument document = JsonDocument.Parse(spec.Json);
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
                settings[property.Name] = property.Value.GetRawText();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            settings["settings"] = spec.Json; // not an object: shown whole
        }
        return settings;
    }
}
