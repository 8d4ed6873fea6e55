namespace Precocial.Search;

/// <summary>A genotype and how long it is trained before it is judged: what a multi-fidelity strategy
/// proposes.</summary>
/// <param name="Genotype">Which network.</param>
/// <param name="Epochs">How many epochs it is trained in all, counted from its first.</param>
/// <param name="Bracket">The competition that it takes part in, from 0; 0 where there is one.</param>
public readonly record struct Staged<TGenotype>(TGenotype Genotype, int Epochs, int Bracket = 0)
    where TGenotype : notnull;
