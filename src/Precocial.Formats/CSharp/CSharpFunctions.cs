using System.Reflection;

namespace Precocial.Formats.CSharp;

/// <summary>The functions that a generated file may need: it gets those that it calls. Their text is in
/// <c>Functions.txt</c> and <c>GeneralFunctions.txt</c>, each after a line <c>//: name, then all functions
/// that it calls, directly or not</c>.</summary>
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
        var functions = new Dictionary<string, (string[], string)>(StringComparer.Ordinal);
        foreach (string file in (string[])["Functions", "GeneralFunctions"])
        {
            foreach (string part in Text(file).Split("    //: ")[1..])
            {
                string[] headAndCode = part.Split('\n', 2);
                string[] names = headAndCode[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                functions[names[0]] = (names[1..], headAndCode[1].TrimEnd());
            }
        }
        return functions;
    }

    private static string Text(string file)
    {
        Assembly assembly = typeof(CSharpFunctions).Assembly;
        using Stream stream = assembly.GetManifestResourceStream($"CSharp.{file}.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
