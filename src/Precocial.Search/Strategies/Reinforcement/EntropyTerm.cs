namespace Precocial.Search;

/// <summary>What a decision adds to a walk's entropy.</summary>
public enum EntropyTerm
{
    /// <summary>−Σ p·ln p over all options: the entropy, as in the released code for ENAS's micro
    /// space.</summary>
    Full,

    /// <summary>−p·ln p of the chosen option alone, as in the released code for ENAS's macro space.</summary>
    Chosen,
}
