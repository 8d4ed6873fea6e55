using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Cli.Tests;

public sealed class NashOnVectorsTests
{
    [Fact]
    public async Task SearchAsync_Vectors_GrowsAPerceptronThatBeatsItsStart()
    {
        Dataset digits = Digits.Load();
        var vectors = new Dataset("digits as vectors",
            Tensor.From(digits.Inputs.Span, [digits.Count, 64]), digits.Labels, digits.ClassNames);
        var split = DataSplit.Stratified(vectors, new Rng(2),
            new SplitFractions { Train = 0.4, Validation = 0.2, Test = 0.4 });
        var storage = DesignStorage.InMemory();
        MethodOutcome found = await new Nash().SearchAsync(new MethodContext
        {
            Train = split.Train,
            Validation = split.Validation,
            Geometry = TaskGeometry.Of(split.Train),
            Recipe = TrainingRecipe.For(split.Train),
            Seed = 1,
            Evaluations = 17,
            Epochs = 2,
            Threads = 2,
            Log = storage.Log,
            Work = storage.Work,
        }, default);
        double start = found.Trace.Points[0].Accuracy;
        found.Trace.Points.Max(p => p.Accuracy).ShouldBeGreaterThan(start + 0.1);
        found.Leaders[0].Graph.Parameters.ShouldBeGreaterThan(found.Trace.Points[0].Parameters);
    }
}
