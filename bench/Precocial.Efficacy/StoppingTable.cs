using System.Globalization;
using Precocial.Search;
using Precocial.Tensors;

namespace Precocial.Efficacy;

/// <summary>What extrapolation of learning curves is worth, on curves that were made up: whether its bands
/// cover the truth, and whether its stop rule stops what would have become the best.</summary>
internal static class StoppingTable
{
    private const int Horizon = 50;
    private const double Noise = 0.01;

    public static int Run(StoppingOptions options, TextWriter output)
    {
        var root = new Rng((ulong)options.Seed);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{options.Curves} curves of {Horizon} epochs, noise {Noise}: 90 % bands of the end"));
        foreach (int epochs in (ReadOnlySpan<int>)[10, 18, 26])
            output.WriteLine(Coverage(options, epochs, root.Split("curves").Split((ulong)epochs)));
        var simulation = new SimulatedStopping();
        output.WriteLine(
            $"{options.Searches} searches of {simulation.Networks} networks of {simulation.Horizon} epochs");
        output.WriteLine(Stopping(options, simulation, root.Split("searches")));
        return 0;
    }

    private static string Coverage(StoppingOptions options, int epochs, Rng root)
    {
        var covered = new bool[options.Curves];
        var width = new double[options.Curves];
        using var workers = new WorkerPool(options.Threads);
        workers.For(options.Curves, i =>
        {
            Rng rng = root.Split((ulong)i);
            CurveFamily family = CurveFamily.All[i % CurveFamily.All.Length];
            double[] parameters = SimulatedCurves.Parameters(family, Horizon, rng);
            CurvePoint[] points = SimulatedCurves.Points(family, parameters, epochs, Noise, rng);
            var fit = CurveExtrapolation.Fit(points, Horizon, rng.Split("fit"));
            double truth = family.Value(Horizon, parameters);
            double low = fit.Quantile(0.05), high = fit.Quantile(0.95);
            (covered[i], width[i]) = (truth >= low && truth <= high, high - low);
        });
        return string.Create(CultureInfo.InvariantCulture,
            $"  after {epochs} epochs: {100.0 * covered.Count(c => c) / covered.Length:0.0} % covered, ")
            + string.Create(CultureInfo.InvariantCulture, $"mean width {width.Average():0.000}");
    }

    private static string Stopping(StoppingOptions options, SimulatedStopping simulation, Rng root)
    {
        var kept = new bool[options.Searches];
        var epochs = new int[options.Searches];
        using var workers = new WorkerPool(options.Threads);
        workers.For(options.Searches, i => (kept[i], epochs[i]) = simulation.Run(root.Split((ulong)i)));
        double all = (double)simulation.Networks * simulation.Horizon;
        double share = (double)kept.Count(k => k) / kept.Length;
        return string.Create(CultureInfo.InvariantCulture,
            $"  the eventual best was trained to the end in {100 * share:0.0} %, with ")
            + string.Create(CultureInfo.InvariantCulture, $"{100 * epochs.Average() / all:0.0} % of the epochs");
    }
}
