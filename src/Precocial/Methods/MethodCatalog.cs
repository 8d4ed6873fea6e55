using System.Collections.Immutable;
using Precocial.Search;

namespace Precocial;

/// <summary>The methods by name.</summary>
public static class MethodCatalog
{
    /// <summary>All of them, in a table's order.</summary>
    public static ImmutableArray<Method> All { get; } =
    [
        new NasRl(),
        new EnasMacro(),
        new EnasMicro(),
        new RandomMethod(),
        new Evolution(),
        new InheritedEvolution(),
        new LowFidelityEvolution(),
        new Nash(),
        new GhnMethod(),
        new ZeroCostMethod("zero-cost", new Nwot()), new ZeroCostMethod("zero-cost-synflow", new Synflow()),
        new ZeroCostMethod("zero-cost-params", new ParameterCount()),
        new RandomSharedMethod(),
        new OneShotMethod(),
        new SposMethod(),
        new Pnas(), new Pnas(recurrent: true),
        new Bananas(),
        new HyperbandMethod(),
        new AshaMethod(),
        new CurveStoppingMethod(),
        new SmashMethod(),
        new Darts(GradientOrder.First),
        new Darts(GradientOrder.Second),
        new Darts(GradientOrder.First, new CollapseGuard { StopsAtEigenvalue = true }),
        new Darts(GradientOrder.First, new CollapseGuard { StopsAtSkips = true }),
    ];

    /// <summary>The method of a name; null when there is none.</summary>
    public static Method? Find(string name) => All.FirstOrDefault(method => method.Name == name);
}
