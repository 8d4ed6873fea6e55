using Precocial.Architectures;
using Precocial.Formats;
using Precocial.Hypernetworks;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Samples;

/// <summary>Trains a hypernetwork for a moment, and lets it predict the weights of a network that it never
/// saw.</summary>
internal static class PredictWeights
{
    public static void Run()
    {
        DataSplit data = DataSplit.Stratified(Digits.Load(), new Rng(7));
        string state = Path.Combine(Path.GetTempPath(), $"precocial-sample-{Environment.ProcessId}.state");
        var settings = new HypernetworkRunSettings
        {
            Training = new() { Steps = 30, MetaBatch = 2 },
            EvaluationNetworks = 4,
            Evaluations = 1,
        };
        using var workers = new WorkerPool(2);
        using var run = new HypernetworkRun(
            data.Train, data.Validation, settings, state, workers, TimeProvider.System);

        GraphHypernetwork hypernetwork = run.Run();
        ArchitectureGraph graph = NamedNetworks.Create("resnet18", [1, 8, 8], 10);
        Prediction prediction = hypernetwork.Predict(graph);
        var network = new Network(graph, prediction.Tensors);

        double accuracy = Evaluation.Accuracy(network, data.Test, statistics: Statistics.Batch);
        Console.WriteLine($"{prediction.PredictedParameters} weights of {graph.Nodes.Length} layers predicted after "
            + $"{run.Steps} steps: accuracy {accuracy:0.00} without training");
        File.Delete(state);
        File.Delete(Path.ChangeExtension(state, ".csv"));
    }
}
