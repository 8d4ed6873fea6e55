using System.Collections.Immutable;

namespace Precocial;

/// <summary>The methods by name.</summary>
public static class MethodCatalog
{
    /// <summary>All of them, in a table's order.</summary>
    public static ImmutableArray<Method> All { get; } =
    [
        new RandomMethod(),
        new GhnMethod(),
    ];

    /// <summary>The method of a name; null when there is none.</summary>
    public static Method? Find(string name) => All.FirstOrDefault(method => method.Name == name);
}
