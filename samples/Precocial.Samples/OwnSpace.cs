using System.Globalization;
using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Samples;

/// <summary>A space of one's own: two numbers decide, and every strategy that can sample or mutate can search it.</summary>
internal static class OwnSpace
{
    public static async Task RunAsync()
    {
        var data = DataSplit.Stratified(Digits.Load(), new Rng(3));
        var space = new PlainSpace(TaskGeometry.Of(data.Train));
        var strategy = new LocalSearch<PlainGenotype, Score>(space, Ranking.ByScore);
        var study = await Study.Over(space).Using(strategy).JudgedBy(new TrainedEvaluator(data))
            .RunAsync(seed: 3, evaluations: 6);
        Console.WriteLine($"own space: {space.Encode(study.Best.Genotype)} reaches {study.Best.Feedback.Value:P1}");
    }
}

internal readonly record struct PlainGenotype(int Depth, int Width);

/// <summary>Convolutions one after the other: 1 to 4 of them, 4, 8 or 16 channels wide.</summary>
internal sealed class PlainSpace(TaskGeometry task) : IMutableSpace<PlainGenotype>
{
    private static readonly int[] Widths = [4, 8, 16];

    public PlainGenotype Sample(Rng rng) => new(1 + rng.Next(4), Widths[rng.Next(Widths.Length)]);

    public PlainGenotype Mutate(PlainGenotype parent, Rng rng)
    {
        var neighbours = Neighbours(parent);
        return neighbours[rng.Next(neighbours.Count)];
    }

    public IReadOnlyList<PlainGenotype> Neighbours(PlainGenotype genotype) =>
    [
        .. Enumerable.Range(1, 4).Where(depth => depth != genotype.Depth).Select(depth => genotype with { Depth = depth }),
        .. Widths.Where(width => width != genotype.Width).Select(width => genotype with { Width = width }),
    ];

    public ArchitectureGraph Decode(PlainGenotype genotype)
    {
        var builder = new GraphBuilder(task.Input);
        builder.Add(new Standardize(task.Mean, task.Scale));
        for (int i = 0; i < genotype.Depth; i++)
        {
            builder.Add(new Convolution(OutChannels: genotype.Width, Kernel: 3));
            builder.Add(new BatchNorm());
            builder.Add(new Activation(ActivationFunction.Relu));
        }
        builder.Add(new GlobalAveragePool());
        builder.Add(new Linear(OutFeatures: task.Classes));
        return builder.Build();
    }

    public string Encode(PlainGenotype genotype) => $"{genotype.Depth}x{genotype.Width}";

    public PlainGenotype Parse(string text) =>
        text.Split('x') is [var depth, var width]
            ? new(int.Parse(depth, CultureInfo.InvariantCulture), int.Parse(width, CultureInfo.InvariantCulture))
            : throw new FormatException($"\"{text}\" is not depth x width, such as 3x16.");
}
