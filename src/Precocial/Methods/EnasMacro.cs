using Precocial.Search;

namespace Precocial;

/// <summary>ENAS among whole networks: an LSTM chooses each layer's operation and skip connections, and all
/// networks share one set of weights.</summary>
/// <remarks>Where the paper is: the networks, §2.3, <see cref="EnasMacroSpace"/>, which says how the network
/// handed over differs from the one that is judged; the controller, §2.1 and 2.3, <see cref="LstmPolicy"/>
/// with the code's constants (<see cref="ControllerSettings.EnasMacroCode"/>), moved faster for thousands of
/// samples instead of millions (<see cref="ControllerSettings.EnasMacroSmall"/>); shared weights, rounds and
/// deriving, §2.2, <see cref="EnasSearch"/>.</remarks>
public sealed class EnasMacro() : Method(new(
    Name: "enas-macro",
    Space: "chain of operations with skips",
    Strategy: "REINFORCE, LSTM controller",
    Evaluator: "shared weights, trained between rounds",
    Source: "Pham et al., Efficient neural architecture search via parameter sharing, ICML 2018"))
{
    private const int Layers = 6;

    /// <inheritdoc/>
    public override Task<MethodOutcome> SearchAsync(
        MethodContext context, CancellationToken cancellationToken) =>
        EnasSearch.RunAsync(SpaceFor(context), ControllerSettings.EnasMacroSmall, context, cancellationToken);

    /// <inheritdoc/>
    public override Task<MethodOutcome> RandomAsync(
        MethodContext context, double trainingFlops, CancellationToken cancellationToken) =>
        TrainedSearch.RandomAsync(SpaceFor(context), context, trainingFlops, cancellationToken);

    private static EnasMacroSpace SpaceFor(MethodContext context) => new(
        context.Geometry, Layers, channels: 12, stemStride: EnasSearch.StemStride(context.Geometry));
}
