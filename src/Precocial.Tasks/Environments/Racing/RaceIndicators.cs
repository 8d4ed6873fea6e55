using System.Globalization;

namespace Precocial.Tasks;

/// <summary>The panel below the view: speed, wheels, steering, spin and score.</summary>
/// <remarks>In units of a 40×40 grid over the canvas, from the lower left.</remarks>
internal static class RaceIndicators
{
    private const double Grid = 40;
    private const double PanelTop = 5;
    private const double ScoreLeft = 20 / RaceCamera.CanvasWidth, ScoreMiddle = 2.5;

    /// <summary>Paints the panel over the lower eighth of the image.</summary>
    public static void Paint(RaceScene scene, Raster raster)
    {
        Paint(0, 0, Grid, PanelTop, RaceColours.Panel, raster);
        var (x, y) = scene.Velocity;
        Upright(5, 0.02 * Math.Sqrt((x * x) + (y * y)), RaceColours.White, raster);
        for (int wheel = 0; wheel < 4; wheel++)
        {
            var colour = wheel < 2 ? RaceColours.FrontWheels : RaceColours.RearWheels;
            Upright(7 + wheel, 0.01 * scene.Wheels[wheel].Omega, colour, raster);
        }

        Level(20, -10.0 * scene.SteeringAngle, RaceColours.Steering, raster);
        Level(30, -0.8 * scene.Spin, RaceColours.Spin, raster);
        PaintScore(scene.Score, raster);
    }

    private static void Upright(int place, double value, Colour colour, Raster raster) =>
        Paint(place, 1, place + 1, 1 + value, colour, raster);

    private static void Level(int place, double value, Colour colour, Raster raster) =>
        Paint(place, 2, place + value, 4, colour, raster);

    private static void Paint(
        double left, double bottom, double right, double top, Colour colour, Raster raster)
    {
        double width = raster.Width / Grid, height = raster.Height / Grid;
        raster.FillRectangle(
            left * width, (Grid - top) * height, right * width, (Grid - bottom) * height, colour);
    }

    // The reference's font is not at hand: small digits in its place.
    private static void PaintScore(double score, Raster raster)
    {
        int scale = Math.Max(1, raster.Height / 96);
        int whole = (int)score;
        string text = whole.ToString(whole < 0 ? "000" : "0000", CultureInfo.InvariantCulture);
        int top = (int)((Grid - ScoreMiddle) * raster.Height / Grid) - (SmallDigits.Height * scale / 2);
        SmallDigits.Paint(text, (int)(ScoreLeft * raster.Width), top, scale, RaceColours.White, raster);
    }
}
