namespace Precocial.Search;

/// <summary>How much may be spent on one evaluation.</summary>
/// <param name="Epochs">Passes over the training data; evaluators that do not train ignore it.</param>
public readonly record struct Budget(int Epochs);
