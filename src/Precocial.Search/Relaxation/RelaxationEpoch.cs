namespace Precocial.Search;

/// <summary>Where a relaxed search stood after an epoch.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Loss">On validation batches, mean over the epoch.</param>
/// <param name="Accuracy">On validation batches, mean over the epoch, 0 to 1.</param>
/// <param name="Skips">Skip connections in the derived (normal) cell.</param>
/// <param name="Entropy">Of the shares, mean over the edges: 1 nothing is chosen, 0 all is.</param>
/// <param name="Eigenvalue">The largest of the Hessian of the validation loss with respect to α; null where
/// not computed.</param>
/// <param name="Growth">The mean eigenvalue of the last epochs over that of as many before; null before there
/// are enough.</param>
/// <param name="Cells">The derived cells.</param>
/// <param name="Warning">The sign of collapse, where there is one; null where all is well.</param>
public sealed record RelaxationEpoch(
    int Epoch, double Loss, double Accuracy, int Skips, double Entropy, double? Eigenvalue, double? Growth,
    string Cells, string? Warning);
