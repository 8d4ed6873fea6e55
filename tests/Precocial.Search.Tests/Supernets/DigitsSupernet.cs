using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

/// <summary>A small space of cells on the digits, and trainings of its shared weights.</summary>
internal static class DigitsSupernet
{
    public static DataSplit Split { get; } = DataSplit.Stratified(Digits.Load(), new Rng(1));

    public static CellSpace Space { get; } =
        new(TaskGeometry.Of(Split.Train), channels: 8, cellsPerStage: 1, stages: 2, nodes: 2);

    public static SupernetTraining Training(int steps, WorkerPool? workers = null, ulong seed = 3) => new(
        new SupernetWeights(seed), Split.Train,
        new() { Steps = steps, Rate = new CosineSchedule(0.2f) }, seed, workers);

    /// <summary>200 steps on uniform paths: networks never drawn classify some 60 % of the digits. Not to be
    /// changed.</summary>
    public static Lazy<SupernetTraining> Trained { get; } = new(() =>
    {
        SupernetTraining training = Training(steps: 200);
        while (training.Progress < 1)
            training.Run(Draw);
        return training;
    });

    public static ArchitectureGraph Draw(Rng rng) => Space.Decode(Space.Sample(rng));

    /// <summary>Networks that no training of these tests has drawn by design.</summary>
    public static ArchitectureGraph[] Unseen(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Draw(new Rng(1000 + (ulong)i)))];
}
