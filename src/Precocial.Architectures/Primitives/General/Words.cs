namespace Precocial.Architectures;

/// <summary>The lower-case words by which saved files name the members of an enumeration.</summary>
internal static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    public static T Read<T>(SettingReader settings, string name)
        where T : struct, Enum
    {
        string word = settings.Word(name);
        foreach (T value in Enum.GetValues<T>())
        {
            if (Of(value) == word)
                return value;
        }
        throw settings.Expected(name, $"one of {string.Join(", ", Enum.GetValues<T>().Select(Of))}", $"\"{word}\"");
    }
}
