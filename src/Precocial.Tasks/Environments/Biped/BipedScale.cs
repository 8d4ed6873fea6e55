namespace Precocial.Tasks;

/// <summary>The sizes of BipedalWalker-v2; lengths in metres, from pixels of a 600 x 400 view.</summary>
internal static class BipedScale
{
    public const double PixelsPerMetre = 30;
    public const double StepsPerSecond = 50;
    public const double ViewWidth = 600 / PixelsPerMetre;
    public const double ViewHeight = 400 / PixelsPerMetre;

    public const double MotorTorque = 80;
    public const double HipSpeed = 4;
    public const double KneeSpeed = 6;
    public const double LidarRange = 160 / PixelsPerMetre;
    public const double StartForce = 5;

    public const double LegDown = -8 / PixelsPerMetre;
    public const double LegWidth = 8 / PixelsPerMetre;
    public const double LegHeight = 34 / PixelsPerMetre;

    public const double TerrainStep = 14 / PixelsPerMetre;
    public const int TerrainLength = 200;
    public const double TerrainHeight = ViewHeight / 4;
    public const int StartPad = 20;
    public const int GrassLength = 10;
    public const double TerrainFriction = 2.5;

    public const double StartX = TerrainStep * StartPad / 2;
    public const double StartY = TerrainHeight + (2 * LegHeight);
    public const double Goal = (TerrainLength - GrassLength) * TerrainStep;
}
