using System.Collections.Immutable;

namespace Precocial.Tasks;

/// <summary>A picture in the plane: polygons and lines, painted in order. x goes right, y goes up.</summary>
/// <param name="Left">The left edge of what is seen.</param>
/// <param name="Bottom">Its lower edge.</param>
/// <param name="Width">Its width, above 0.</param>
/// <param name="Height">Its height, above 0.</param>
/// <param name="Background">Painted first.</param>
/// <param name="Strokes">Painted over it, one after the other.</param>
public sealed record Drawing(
    double Left, double Bottom, double Width, double Height, Colour Background, ImmutableArray<Stroke> Strokes);

/// <summary>One polygon or line of a <see cref="Drawing"/>.</summary>
/// <param name="Points">Its corners; one point with a width is a disc of that diameter.</param>
/// <param name="Colour">Of the area or the line.</param>
/// <param name="Width">0: a filled polygon. Above: a line of that width, in the drawing's units.</param>
public sealed record Stroke(ImmutableArray<(double X, double Y)> Points, Colour Colour, double Width = 0);

/// <summary>A colour.</summary>
public readonly record struct Colour(byte Red, byte Green, byte Blue);
