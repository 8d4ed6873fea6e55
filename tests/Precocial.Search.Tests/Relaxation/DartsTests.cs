using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

/// <summary>DARTS searches: on real images, with everything in its place.</summary>
public sealed class DartsTests
{
    private const int Seeds = 3, Randoms = 6;

    [Fact]
    public async Task Study_OnDigits_FindsCellsThatTrainBetterThanRandomOnes()
    {
        DataSplit split = DataSplit.Stratified(
            DatasetCatalog.Load("digits", DataLocations.Of()), new Rng(1));
        var skeleton = new NasBench201Skeleton
        {
            InputShape = split.Train.SampleShape,
            Channels = 6,
            Stages = 1,
            CellsPerStage = 1,
            Standardize = new([.. split.Train.Mean], [.. split.Train.Scale]),
        };
        var discrete = new NasBench201Space(skeleton);
        double[] found = new double[Seeds], random = new double[Randoms];
        for (int i = 0; i < Seeds; i++)
            found[i] = await AccuracyOf(await SearchAsync(new(skeleton), split, (ulong)i));
        for (int i = 0; i < Randoms; i++)
            random[i] = await AccuracyOf(discrete.Sample(new Rng(7).Split((ulong)i)));

        found.Average().ShouldBeGreaterThan(random.Average() + 0.05,
            $"{string.Join(' ', found)} | {string.Join(' ', random)}");
        found.Min().ShouldBeGreaterThan(random.Order().ElementAt(Randoms / 2));

        async Task<double> AccuracyOf(NasBench201Cell cell)
        {
            var trained = new TrainedEvaluator(split, TrainingRecipe.Images);
            return (await trained.EvaluateAsync(
                discrete.Decode(cell), new Budget(Epochs: 8), new Rng(5), default)).Value;
        }
    }

    private static async Task<NasBench201Cell> SearchAsync(
        RelaxedNasBench201Space space, DataSplit split, ulong seed)
    {
        const int rounds = 160;
        using var evaluator = new RelaxedEvaluator(split.Train, split.Validation,
            new() { Steps = rounds, BatchSize = 32, EigenvalueIterations = 0, LearningRate = 0.1f });
        var strategy = new GradientDescent(space,
            new() { RoundsPerEpoch = evaluator.RoundsPerEpoch, LearningRate = 0.03f });

        var result = await Study.Over(space).Using(strategy).JudgedBy(evaluator).RunAsync(seed, rounds);

        var losses = result.Trials.Select(t => t.Feedback.Loss).ToArray();
        losses.TakeLast(20).Average().ShouldBeLessThan(0.85 * losses.Take(20).Average());
        return space.CellOf(result.Best.Genotype);
    }
}
