namespace Precocial.Architectures;

/// <summary>Which networks of a split have batch normalisation.</summary>
public enum DeepNetsNorms
{
    /// <summary>All but half of the shallow ones with few steps.</summary>
    Mostly,

    /// <summary>All.</summary>
    Always,

    /// <summary>None.</summary>
    Never,
}
