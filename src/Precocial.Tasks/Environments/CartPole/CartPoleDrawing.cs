using System.Collections.Immutable;

namespace Precocial.Tasks;

/// <summary>The picture of a cart and pole: track, cart, pole and its axle.</summary>
internal static class CartPoleDrawing
{
    private const double End = CartPoleKernel.TrackEnd, HalfCart = 0.2, HalfHeight = 0.1, PoleWidth = 0.08;

    private static readonly Colour s_white = new(255, 255, 255), s_track = new(60, 60, 60),
        s_cart = new(44, 82, 130),
        s_pole = new(205, 97, 51), s_axle = new(30, 30, 30);

    // A positive angle falls to the left.
    public static Drawing Of(double x, double sine, double cosine)
    {
        (double X, double Y) tip = (x - CartPoleKernel.Length * sine, CartPoleKernel.Length * cosine);
        ImmutableArray<Stroke> strokes =
        [
            new([(-End, 0), (End, 0)], s_track, Width: 0.02),
            new([(-End, -0.1), (-End, 0.1)], s_track, Width: 0.02),
            new([(End, -0.1), (End, 0.1)], s_track, Width: 0.02),
            new([(x - HalfCart, -HalfHeight), (x + HalfCart, -HalfHeight), (x + HalfCart, HalfHeight),
                (x - HalfCart, HalfHeight)], s_cart),
            new([(x, 0), tip], s_pole, PoleWidth),
            new([(x, 0)], s_axle, PoleWidth),
        ];
        return new(Left: -End - 0.4, Bottom: -0.9, Width: 2 * End + 0.8, Height: 1.8, s_white, strokes);
    }
}
