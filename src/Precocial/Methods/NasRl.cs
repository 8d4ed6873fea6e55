using Precocial.Search;

namespace Precocial;

/// <summary>Neural architecture search with reinforcement learning: an LSTM proposes convolutional networks
/// layer by layer, each is trained, and the accuracy, cubed, is its reward.</summary>
/// <remarks>
/// Where the paper is: the networks, §3.1, 3.3 and 4.1, <see cref="ZophSpace"/>; the controller, §3.1 and
/// 3.3, <see cref="LstmPolicy"/>; its training, §3.2, <see cref="Reinforce{TGenotype}"/>; the constants,
/// §4.1, <see cref="ControllerSettings.Zoph"/>. The paper trained 12,800 networks on 800 processors; a budget
/// of tens wants a controller that moves faster (<see cref="ControllerSettings.ZophSmall"/>) and networks
/// with a sixth of the filters (<see cref="ZophOptions.Small"/>). The depth is fixed.
/// </remarks>
public sealed class NasRl() : Method(new(
    Name: "nas-rl",
    Space: "chain of filters with skips",
    Strategy: "REINFORCE, LSTM controller",
    Evaluator: "each trained briefly",
    Source: "Zoph and Le, Neural architecture search with reinforcement learning, ICLR 2017"))
{
    private const int Layers = 5;

    /// <inheritdoc/>
    public override Task<MethodOutcome> SearchAsync(
        MethodContext context, CancellationToken cancellationToken)
    {
        var space = SpaceFor(context);
        // A window of 1 tells a whole round before the next is asked: the policy is never a step behind.
        return TrainedSearch.RunAsync(
            space, ControllerSettings.ZophSmall.For(space, context.Seed), context with { Window = 1 },
            cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<MethodOutcome> RandomAsync(
        MethodContext context, double trainingFlops, CancellationToken cancellationToken) =>
        TrainedSearch.RandomAsync(SpaceFor(context), context, trainingFlops, cancellationToken);

    private static ZophSpace SpaceFor(MethodContext context) =>
        new(context.Geometry, Layers, ZophOptions.Small);
}
