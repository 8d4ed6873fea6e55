using Precocial.Search;

namespace Precocial;

/// <summary>ENAS among cells: an LSTM wires a normal and a reduction cell by pointers, and all networks share
/// one set of weights.</summary>
/// <remarks>Where the paper is: the cells, §2.4, <see cref="EnasMicroSpace"/>; the controller, §2.1 and 2.4,
/// <see cref="LstmPolicy"/> with the code's constants for the cells
/// (<see cref="ControllerSettings.EnasMicroCode"/>), moved faster for thousands of samples instead of
/// millions (<see cref="ControllerSettings.EnasMicroSmall"/>); shared weights, rounds and deriving, §2.2,
/// <see cref="EnasSearch"/>. Networks are small: on images of 24 pixels and more a stem of stride 2 makes
/// them four times cheaper.</remarks>
public sealed class EnasMicro() : Method(new(
    Name: "enas-micro",
    Space: "cell with pointers",
    Strategy: "REINFORCE, LSTM controller",
    Evaluator: "shared weights, trained between rounds",
    Source: "Pham et al., Efficient neural architecture search via parameter sharing, ICML 2018"))
{
    /// <inheritdoc/>
    public override Task<MethodOutcome> SearchAsync(
        MethodContext context, CancellationToken cancellationToken) =>
        EnasSearch.RunAsync(SpaceFor(context), ControllerSettings.EnasMicroSmall, context, cancellationToken);

    /// <inheritdoc/>
    public override Task<MethodOutcome> RandomAsync(
        MethodContext context, double trainingFlops, CancellationToken cancellationToken) =>
        TrainedSearch.RandomAsync(SpaceFor(context), context, trainingFlops, cancellationToken);

    private static EnasMicroSpace SpaceFor(MethodContext context) => new(
        context.Geometry, channels: 12, blocks: 3, separations: 1,
        stemStride: EnasSearch.StemStride(context.Geometry))
    { Final = context.Final };
}
