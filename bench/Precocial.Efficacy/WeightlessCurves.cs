using System.Globalization;
using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Efficacy;

/// <summary>Weight agnostic searches on swing-up, over seeds.</summary>
internal static class WeightlessCurves
{
    public static int Run(CurveOptions options, TextWriter output)
    {
        using var workers = new WorkerPool(options.Threads);
        var curves = new List<IReadOnlyList<GenerationRow>>();
        for (int i = 0; i < options.Seeds; i++)
            curves.Add(Search(options, (ulong)(options.First + i), workers));
        if (options.Csv is not null)
            File.WriteAllText(options.Csv, Csv(options.First, curves));
        var band = options.Band is null ? null : CurveBand.Read(options.Band, options.Column);
        new CurveTable(curves, band).Write(output);
        return 0;
    }

    private static IReadOnlyList<GenerationRow> Search(CurveOptions options, ulong seed, WorkerPool workers)
    {
        var (settings, quirks) = (options.Settings, options.Quirks);
        var space = new WeightlessSpace(inputs: 5, outputs: 1)
        {
            KeepsSplitConnections = quirks.Split,
            AllowsIdleMutations = quirks.Idle,
        };
        var strategy = new NeuroEvolution<WeightlessGenome, WeightSweep>(
            space, new BySweep { ScalesCrookedly = quirks.Crowding, KeepsRepeats = quirks.Repeats },
            settings.Selection with { Faithful = quirks.Tournament });
        var evaluator = new RolloutEvaluator(
            new CartPoleSwingUp(), SingleWeight.Sweep(SingleWeight.PaperSweep.AsSpan()))
        {
            Repetitions = settings.Repetitions,
            IgnoresFirstDone = quirks.First,
        };
        var run = new Generations<WeightlessGenome, WeightSweep>(space, strategy, evaluator, seed)
        {
            Workers = workers,
            Champions = settings.Champions with { Faithful = quirks.Record },
        };
        run.Run(options.Generations);
        return run.Curve;
    }

    private static string Csv(int first, List<IReadOnlyList<GenerationRow>> curves)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        text.WriteLine("seed,generation,evaluations,mean,median,max,top,peak,"
            + "nodes,connections,best_connections,failed");
        for (int i = 0; i < curves.Count; i++)
        {
            foreach (var row in curves[i])
            {
                double[] values = [row.Mean, row.Median, row.Max, row.Top, row.Peak, row.MedianNodes,
                    row.MedianConnections, row.BestConnections, row.Failed];
                text.WriteLine($"{first + i},{row.Generation},{row.Evaluations},"
                    + string.Join(',', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture))));
            }
        }
        return text.ToString();
    }
}
