namespace Precocial.Tasks;

/// <summary>What becomes of a frame's brightness before it is encoded.</summary>
public enum FrameScaling
{
    /// <summary>Nothing: 0 is black, 255 is full brightness.</summary>
    Plain,

    /// <summary>What the published program does. The frame's darkest and brightest numbers are stretched to
    /// 0 and 255, so that the grass is darker whenever a white kerb is in sight; then 1 is taken from each
    /// number, modulo 256 (meant as an inversion): black becomes white, nothing else changes much.</summary>
    Published,
}
