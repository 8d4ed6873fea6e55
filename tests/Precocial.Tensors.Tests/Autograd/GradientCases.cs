namespace Precocial.Tensors.Tests;

/// <summary>At least one case for every operation: <see cref="GradientTests"/> finds by reflection which lack
/// one.</summary>
public static partial class GradientCases
{
    public static IReadOnlyList<GradientCase> All =>
    [
        .. Activations,
        .. Arithmetic,
        .. Convolutions,
        .. Graphs,
        .. LinearAlgebra,
        .. Losses,
        .. Normalisation,
        .. Reductions,
        .. Shapes,
    ];
}
