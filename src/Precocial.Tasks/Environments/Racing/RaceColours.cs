namespace Precocial.Tasks;

/// <summary>The colours of CarRacing-v0.</summary>
internal static class RaceColours
{
    public static readonly Colour Nothing = new(0, 0, 0);
    public static readonly Colour Grass = new(102, 204, 102);
    public static readonly Colour LightGrass = new(102, 230, 102);
    public static readonly Colour Kerb = new(255, 255, 255);
    public static readonly Colour RedKerb = new(255, 0, 0);
    public static readonly Colour Hull = new(204, 0, 0);
    public static readonly Colour Wheel = new(0, 0, 0);
    public static readonly Colour WheelStripe = new(77, 77, 77);
    public static readonly Colour Panel = new(0, 0, 0);
    public static readonly Colour White = new(255, 255, 255);
    public static readonly Colour FrontWheels = new(0, 0, 255);
    public static readonly Colour RearWheels = new(51, 0, 255);
    public static readonly Colour Steering = new(0, 255, 0);
    public static readonly Colour Spin = new(255, 0, 0);

    // Three greys in turn until touched: the reference adds 0.01 a tile, modulo 3, to 0.4.
    private static readonly Colour[] Fresh = [new(102, 102, 102), new(105, 105, 105), new(107, 107, 107)];

    /// <summary>Of a tile of road.</summary>
    public static Colour Road(int tile, bool touched) => Fresh[touched ? 0 : tile % 3];

    /// <summary>Of the kerb beside a tile.</summary>
    public static Colour KerbOf(int tile) => tile % 2 == 0 ? Kerb : RedKerb;
}
