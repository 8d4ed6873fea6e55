using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial;

/// <summary>NASH: from a small network uphill by morphisms; each child goes on training from its parent's
/// weights.</summary>
/// <remarks>
/// Where the paper is: the morphisms, §3, <see cref="Morphism"/> and its files; algorithm 1,
/// <see cref="HillClimbing{TGenotype,TFeedback}"/>; the rate from 0.05 to 0 within each child's epochs, §4,
/// <see cref="RecipeFor"/>; n_NM = 5 and n_neigh = 8, §4, below; epoch_neigh is 17 there and the budget's
/// here. The network itself is not trained on beside its children, and the winner's final training is that of
/// every method: from fresh weights, where the paper goes on from the inherited ones.
/// </remarks>
public sealed class Nash() : Method(new(
    Name: "nash",
    Space: "morphisms of a small network",
    Strategy: "hill climbing",
    Evaluator: "each trained on from its parent's weights",
    Source: "Elsken, Metzen and Hutter, Simple and efficient architecture search for CNNs, 2017")
{
    Needs = "images or vectors",
    ImagesOnly = false,
})
{
    private const int Neighbours = 8, MorphismsPerChild = 5, StartWidth = 8;

    // So many training samples set an inserted batch norm's statistics.
    private const int StatisticsSamples = 256;

    /// <inheritdoc/>
    public override async Task<MethodOutcome> SearchAsync(
        MethodContext context, CancellationToken cancellationToken)
    {
        MorphismSpace space = SpaceFor(context);
        var store = new WorkLogWeights(context.Work, Name);
        var strategy = new HillClimbing<MorphGenotype, Score>(space, Ranking.ByScore, space.Root, Neighbours);
        Rng rng = new Rng(context.Seed).Split("statistics");
        var weights = new InheritedWeights(store)
        {
            Sample = StratifiedSample.Take(context.Train, StatisticsSamples, rng).Inputs,
        };
        var evaluator = new TrainedEvaluator(context.Train, context.Validation, RecipeFor(context))
        {
            Weights = weights,
            Store = store,
        };
        // A window of 1 judges a whole generation before the next.
        MethodOutcome outcome = await TrainedSearch.RunAsync(
            space, strategy, context with { Window = 1 }, cancellationToken, evaluator: evaluator);
        return outcome.WithoutAccuracies();
    }

    /// <inheritdoc/>
    public override Task<MethodOutcome> RandomAsync(
        MethodContext context, double trainingFlops, CancellationToken cancellationToken) =>
        TrainedSearch.RandomAsync(SpaceFor(context), context, trainingFlops, cancellationToken);

    private static TrainingRecipe RecipeFor(MethodContext context) =>
        context.Geometry.IsImage ? context.Recipe with { LearningRate = 0.05f, WarmUp = 0 } : context.Recipe;

    private static MorphismSpace SpaceFor(MethodContext context) => new(
        StartFor(context.Geometry), new() { EditsPerChild = MorphismsPerChild, Limits = context.Limits });

    // As in the paper, three blocks of convolution, batch norm and relu with a pooling between two; or one
    // hidden layer.
    private static ArchitectureGraph StartFor(TaskGeometry geometry)
    {
        var builder = new GraphBuilder(geometry.Input);
        builder.Add("standardize", new Standardize(geometry.Mean, geometry.Scale));
        for (int block = 1; geometry.IsImage && block <= 3; block++)
        {
            Shape image = builder.ShapeOf(builder.Last);
            if (block > 1 && Math.Min(image[1], image[2]) >= 4)
                builder.Add($"pool{block}", new MaxPool(Size: 2, Stride: 2));
            builder.Add($"conv{block}", new Convolution(StartWidth, Kernel: 3));
            builder.Add($"norm{block}", new BatchNorm());
            builder.Add($"relu{block}", new Activation(ActivationFunction.Relu));
        }
        if (geometry.IsImage)
            builder.Add("head", new GlobalAveragePool());
        else
        {
            builder.Add("hidden", new Linear(StartWidth));
            builder.Add("relu", new Activation(ActivationFunction.Relu));
        }
        builder.Add("logits", new Linear(geometry.Classes));
        return builder.Build();
    }
}
