using Precocial.Architectures;
using Precocial.Formats;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Samples;

/// <summary>A search over convolutional networks, each trained for a few epochs: a choice of three.</summary>
internal static class DesignANetwork
{
    public static async Task RunAsync()
    {
        var data = DataSplit.Stratified(Digits.Load(), new Rng(7));

        var space = new MacroSpace(TaskGeometry.Of(data.Train));
        var strategy = new RegularizedEvolution<MacroGenotype, Score>(space, Ranking.ByScore, population: 8, sample: 3);
        var evaluator = new TrainedEvaluator(data);

        var plan = Study.Over(space).Using(strategy).JudgedBy(evaluator) with
        {
            Budget = new Budget(Epochs: 3),
            Limits = new Limits { MaxParameters = 20_000 },
        };
        var study = await plan.RunAsync(seed: 7, evaluations: 10);

        Console.WriteLine($"best of {study.Evaluations}: {study.Best.Feedback.Value:P1} ({study.Provenance})");
        Console.WriteLine($"{study.Best.Graph.Parameters:N0} parameters, {study.Best.Graph.Flops:N0} FLOPs");

        var network = Network.From(study.Best.Graph, new InitializedWeights(), new Rng(7));
        using var trainer = new Trainer(network, data.Train, TrainingRecipe.For(data.Train), epochs: 10, new Rng(7));
        trainer.Run();
        Console.WriteLine($"retrained 10 epochs: {Evaluation.Accuracy(network, data.Test):P1} on the test part");

        string file = Path.Combine(Path.GetTempPath(), "precocial-sample.onnx");
        OnnxFile.Save(network, file);
        File.Delete(file);
    }
}
