using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Samples;

/// <summary>A network that swings a pole up without having been trained, and then with trained
/// weights.</summary>
internal static class GrowANetwork
{
    public static void Run()
    {
        using var workers = new WorkerPool(2);
        var task = new EnvironmentTask(EnvironmentCatalog.Create("swingup"));
        var settings = WannSettings.For("swingup") with { Generations = 5, TestEpisodes = 8 };

        WannResult grown = new Wann(task, settings).Run(workers: workers);
        NeuronWiring network = grown.Best.Wiring!;

        var judge = new EpisodeJudge(task.Environment, network, workers);
        EpisodeScores untrained = judge.Run(grown.Best.BestWeight, EpisodeStarts.FromSeeds(0, 100));
        TuningResult tuned = new WeightTuning(judge, new TuningSettings { Evaluations = 320 }).Run();
        EpisodeScores trained = judge.Run(tuned.Weights, EpisodeStarts.FromSeeds(0, 100));

        Console.WriteLine($"{network.Connections} connections: {untrained.Mean:0} with one weight for all, "
            + $"{trained.Mean:0} with weights of their own");
    }
}
