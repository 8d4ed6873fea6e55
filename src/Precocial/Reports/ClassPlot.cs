namespace Precocial;

/// <summary>The accuracy of each class over the shared weight, as a picture of its own.</summary>
public static class ClassPlot
{
    /// <summary>The plot: an SVG file.</summary>
    public static string Draw(ClassifierSweep sweep) => WannCharts.Classes(sweep).ToFile();
}
