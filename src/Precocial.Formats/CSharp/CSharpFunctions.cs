using System.Reflection;

namespace Precocial.Formats.CSharp;

/// <summary>The functions that a generated file may need: it gets those that it calls. Their text is in
/// <c>Functions.txt</c>, each after a line <c>//: name, then the functions that it calls</c>.</summary>
internal static class CSharpFunctions
{
    private static readonly Lazy<Dictionary<string, (string[] Calls, string Code)>> Functions = new(Read);

    /// <summary>A function's text.</summary>
    public static string Code(string function) => Functions.Value[function].Code;

    /// <summary>Functions and everything that they call, each once.</summary>
    public static IEnumerable<string> WithDependencies(IEnumerable<string> functions) =>
        functions.SelectMany(function => Functions.Value[function].Calls.Prepend(function)).Distinct();

    private static Dictionary<string, (string[] Calls, string Code)> Read()
    {
        Assembly assembly = typeof(CSharpFunctions).Assembly;
        using Stream stream = assembly.GetManifestResourceStream("CSharp.Functions.txt")!;
        using var reader = new StreamReader(stream);
        var functions = new Dictionary<string, (string[], string)>(StringComparer.Ordinal);
        foreach (string part in reader.ReadToEnd().ReplaceLineEndings("\n").Split("    //: ")[1..])
        {
            string[] headAndCode = part.Split('\n', 2);
            string[] names = headAndCode[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            functions[names[0]] = (names[1..], headAndCode[1].TrimEnd());
        }
        return functions;
    }
}
