using System.Collections.Immutable;

namespace Precocial.Search;

/// <summary>A kind of learning curve: how a score may depend on the epoch.</summary>
/// <remarks>
/// Source: Domhan, Springenberg and Hutter, "Speeding up automatic hyperparameter optimization of deep neural
/// networks by extrapolation of learning curves", IJCAI 2015, table 1, with the formulas of the authors'
/// code. Parameters have a range, which is also their prior: uniform, or log-uniform where they are scales.
/// All families are for scores in 0..1 that rise.
/// </remarks>
public sealed class CurveFamily
{
    private static readonly CurveParameter s_limit = new("limit", 0, 1.2);
    private static readonly CurveParameter s_first = new("first", 0, 1);
    private static readonly CurveParameter s_rate = new("rate", 1e-3, 10, Log: true);
    private static readonly CurveParameter s_power = new("power", 0.05, 5, Log: true);

    private readonly CurveFunction _value;

    private CurveFamily(string name, CurveFunction value, params ImmutableArray<CurveParameter> parameters) =>
        (Name, _value, Parameters) = (name, value, parameters);

    /// <summary>The eleven families.</summary>
    public static ImmutableArray<CurveFamily> All { get; } =
    [
        // exp(a + b/x + c·ln x)
        new("vap", (x, p) => Math.Exp(p[0] + p[1] / x + p[2] * Math.Log(x)),
            new("a", -5, 0.5), new("b", -10, 0), new("c", 0, 1)),
        // c − a·x^−α
        new("pow3", (x, p) => p[0] - p[1] * Math.Pow(x, -p[2]), s_limit, new("a", 0, 1.5), s_power),
        // c − (a·x + b)^−α
        new("pow4", (x, p) => p[0] - Math.Pow(p[1] * x + p[2], -p[3]), s_limit,
            new("a", 1e-2, 100, Log: true), new("b", 0.5, 20, Log: true), s_power),
        // ln(a·ln x + b)
        new("loglog_linear", (x, p) => Math.Log(p[0] * Math.Log(x) + p[1]), new("a", 0, 1), new("b", 1, 2.8)),
        // a/(1 + (x/e^b)^c)
        new("log_power", (x, p) => p[0] / (1 + Math.Pow(x / Math.Exp(p[1]), p[2])), s_limit, new("b", -5, 5),
            new("c", -5, 0)),
        // c − a/ln(x + 1)
        new("ilog2", (x, p) => p[0] - p[1] / Math.Log(x + 1), new("c", 0, 1.5), new("a", 0, 1)),
        // a − (a − β)·exp(−k·x^δ)
        new("janoschek", (x, p) => p[0] - (p[0] - p[1]) * Math.Exp(-p[2] * Math.Pow(x, p[3])), s_limit,
            s_first, s_rate, s_power),
        // a − (a − β)·exp(−(k·x)^δ)
        new("weibull", (x, p) => p[0] - (p[0] - p[1]) * Math.Exp(-Math.Pow(p[2] * x, p[3])), s_limit, s_first,
            s_rate, s_power),
        // a − (a − β)/(1 + (k·x)^δ)
        new("mmf", (x, p) => p[0] - (p[0] - p[1]) / (1 + Math.Pow(p[2] * x, p[3])), s_limit, s_first, s_rate,
            s_power),
        // θ·x^η/(κ^η + x^η)
        new("hill3", (x, p) => p[0] / (1 + Math.Pow(p[1] / x, p[2])), s_limit,
            new("kappa", 1e-3, 1e3, Log: true), s_power),
        // c − exp(−a·x^α + b)
        new("exp4", (x, p) => p[0] - Math.Exp(-p[1] * Math.Pow(x, p[2]) + p[3]), s_limit, s_rate, s_power,
            new("b", -5, 1)),
    ];

    /// <summary>Its name in the authors' code.</summary>
    public string Name { get; }

    /// <summary>What is fitted.</summary>
    public ImmutableArray<CurveParameter> Parameters { get; }

    /// <summary>The score after an epoch.</summary>
    /// <param name="epoch">From 1.</param>
    /// <param name="parameters">One value for each of <see cref="Parameters"/>.</param>
    public double Value(double epoch, ReadOnlySpan<double> parameters) => _value(epoch, parameters);

    /// <summary>The family with a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static CurveFamily Named(string name) => All.FirstOrDefault(family => family.Name == name)
        ?? throw new ArgumentException(
            $"There is no family '{name}'; there are {string.Join(", ", All.Select(f => f.Name))}.",
            nameof(name));
}

/// <summary>A parameter of a family of curves.</summary>
/// <param name="Name">As in the formula.</param>
/// <param name="Low">Its least value.</param>
/// <param name="High">Its largest value.</param>
/// <param name="Log">Whether it is a scale: its logarithm is what is uniform, and what is fitted.</param>
public readonly record struct CurveParameter(string Name, double Low, double High, bool Log = false)
{
    internal double LowCoordinate => Log ? Math.Log(Low) : Low;

    internal double HighCoordinate => Log ? Math.Log(High) : High;

    internal double Of(double coordinate) => Log ? Math.Exp(coordinate) : coordinate;
}

/// <summary>A score as a function of epoch and parameters.</summary>
internal delegate double CurveFunction(double epoch, ReadOnlySpan<double> parameters);

/// <summary>A point of a learning curve.</summary>
/// <param name="Epoch">After how many epochs, from 1.</param>
/// <param name="Score">0 to 1, larger is better.</param>
public readonly record struct CurvePoint(int Epoch, double Score);
