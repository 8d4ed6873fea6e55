using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Samples;

/// <summary>A space of one's own: name the decisions and build the network; every strategy can search
/// it.</summary>
internal static class OwnSpace
{
    public static async Task RunAsync()
    {
        var data = DataSplit.Stratified(Digits.Load(), new Rng(3));
        var space = new PlainSpace(TaskGeometry.Of(data.Train));
        ISearchStrategy<PlainGenotype, Score>[] strategies =
        [
            new LocalSearch<PlainGenotype, Score>(space, Ranking.ByScore),
            new RegularizedEvolution<PlainGenotype, Score>(space, Ranking.ByScore, population: 3, sample: 2),
        ];
        foreach (var strategy in strategies)
        {
            var study = await Study.Over(space).Using(strategy).JudgedBy(new TrainedEvaluator(data))
                .RunAsync(seed: 3, evaluations: 6);
            string found = space.Encode(study.Best.Genotype);
            Console.WriteLine($"{strategy.Description}: {found} reaches {study.Best.Feedback.Value:P1}");
        }
    }
}

/// <summary>Convolutions one after the other: 1 to 4 of them, 4, 8 or 16 channels wide.</summary>
internal sealed class PlainSpace(TaskGeometry task) : DecisionSpace<PlainGenotype>(
    [Decision.Among("depth", [1, 2, 3, 4]), Decision.Among("width", [4, 8, 16])])
{
    public override string Description => $"plain ({task})";

    public override ArchitectureGraph Decode(PlainGenotype genotype)
    {
        var builder = new GraphBuilder(task.Input);
        builder.Add(new Standardize(task.Mean, task.Scale));
        for (int i = 0; i <= Choice(genotype, "depth"); i++)
        {
            builder.Add(new Convolution(OutChannels: 4 << Choice(genotype, "width"), Kernel: 3));
            builder.Add(new BatchNorm());
            builder.Add(new Activation(ActivationFunction.Relu));
        }
        builder.Add(new GlobalAveragePool());
        builder.Add(new Linear(OutFeatures: task.Classes));
        return builder.Build();
    }

    protected override PlainGenotype Create(ImmutableArray<byte> choices) => new(choices);
}

internal sealed record PlainGenotype(ImmutableArray<byte> Choices) : DecisionGenotype(Choices);
