using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>The proxies by name.</summary>
public static class ProxyCatalog
{
    /// <summary>All of them, the count of parameters first: what the others have to beat.</summary>
    public static ImmutableArray<IProxy> All { get; } =
    [
        new ParameterCount(), new FlopCount(), new Nwot(), new Synflow(), new Jacov(), new Snip(),
        new GradientNorm(), new Grasp(), new Fisher(), new WeightNorm(), new Plain(),
    ];

    /// <summary>The names, in that order.</summary>
    public static ImmutableArray<string> Names { get; } = [.. All.Select(proxy => proxy.Name)];

    /// <summary>The proxy of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static IProxy Find(string name) => All.FirstOrDefault(proxy => proxy.Name == name)
        ?? throw new ArgumentException(
            $"There is no proxy \"{name}\". There are: {string.Join(", ", Names)}.", nameof(name));
}
