namespace Precocial.Hypernetworks;

/// <summary>What one network reached with weights that were given to it.</summary>
/// <param name="Accuracy">Share of images classified correctly, 0 to 1.</param>
/// <param name="HasBatchNorm">Whether it has batch normalisation.</param>
/// <param name="Nodes">Nodes of its graph as a hypernetwork sees it.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="EffectiveRank">Of its logits about their mean, 1 to the number of classes: near 1, all images
/// are told apart by one number.</param>
/// <param name="ShuffledAccuracy">On images whose pixels are shuffled: as high as <paramref name="Accuracy"/>
/// where the network sees colours alone; NaN where it was not asked for.</param>
/// <param name="ConstantShare">Of its first convolutions' energy, the share that is the same at every place
/// of the window; NaN where no first convolution has a window.</param>
public readonly record struct NetworkScore(double Accuracy, bool HasBatchNorm, int Nodes, long Parameters,
    double EffectiveRank, double ShuffledAccuracy, double ConstantShare);
