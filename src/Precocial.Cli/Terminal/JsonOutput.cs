using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Precocial.Cli;

/// <summary>The one JSON document that <c>--json</c> writes to standard output: snake_case names, no
/// NaN.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a terminal, not a web page
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        WriteIndented = true,
    };

    public static string Text<T>(T document) => JsonSerializer.Serialize(document, Options);

    public static void Write<T>(T document) => Console.Out.WriteLine(Text(document));
}
