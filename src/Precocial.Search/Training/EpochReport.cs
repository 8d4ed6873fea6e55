namespace Precocial.Search;

/// <summary>One finished epoch of a training.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="Epochs">How many there will be.</param>
/// <param name="Loss">Mean training loss over the epoch.</param>
/// <param name="Accuracy">Share of the (augmented) training samples that were classified correctly on the
/// way.</param>
public readonly record struct EpochReport(int Epoch, int Epochs, double Loss, double Accuracy);
