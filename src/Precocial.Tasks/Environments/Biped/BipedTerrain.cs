using Precocial.Tasks.Physics;

namespace Precocial.Tasks;

/// <summary>The ground of one episode, drawn from the seed exactly as gym does.</summary>
/// <remarks>Heights in metres at multiples of 14/30 m. The clouds are not kept, but their draws are made,
/// because the start force comes after them in the same stream.</remarks>
internal sealed class BipedTerrain
{
    private const int CloudDraws = 10 * (1 + (5 * 2));
    private const double Step = BipedScale.TerrainStep;

    private readonly GymRandom _random;
    private readonly List<(double X, double Y)[]> _obstacles = [];
    private readonly double[] _heights = new double[BipedScale.TerrainLength];
    private double _y = BipedScale.TerrainHeight;
    private double _baseline;
    private double _slope;
    private int _counter = BipedScale.StartPad;
    private int _stairSteps;
    private int _stairSign;

    private BipedTerrain(GymRandom random) => _random = random;

    private enum Section
    {
        Grass,
        Stump,
        Stairs,
        Pit,
        Count,
    }

    /// <summary>The ground's height at each point.</summary>
    public ReadOnlySpan<double> Heights => _heights;

    /// <summary>Convex obstacles, in the order they are built.</summary>
    public IReadOnlyList<(double X, double Y)[]> Obstacles => _obstacles;

    /// <summary>The push to the hull at the start, newtons along x.</summary>
    public double StartForce { get; private set; }

    /// <summary>The terrain of a gym seed.</summary>
    public static BipedTerrain Of(int seed, bool hardcore)
    {
        var terrain = new BipedTerrain(new GymRandom(seed));
        terrain.Build(hardcore);
        for (int i = 0; i < CloudDraws; i++)
            terrain._random.Uniform(0, 1);
        terrain.StartForce = terrain._random.Uniform(-BipedScale.StartForce, BipedScale.StartForce);
        return terrain;
    }

    /// <summary>Puts it into a world: the obstacles, then an edge from each point to the next.</summary>
    public void AddTo(World world)
    {
        var traits = new FixtureTraits { Friction = (float)BipedScale.TerrainFriction };
        foreach ((double X, double Y)[] obstacle in _obstacles)
        {
            Vec2[] corners = [.. obstacle.Select(p => new Vec2((float)p.X, (float)p.Y))];
            world.AddGround().Attach(Polygon.Hull(corners), traits);
        }

        for (int i = 0; i + 1 < _heights.Length; i++)
            world.AddGround().Attach(new Edge(Point(i), Point(i + 1)), traits);
    }

    private Vec2 Point(int i) => new((float)(i * Step), (float)_heights[i]);

    private void Build(bool hardcore)
    {
        var section = Section.Grass;
        bool starts = false;
        for (int i = 0; i < _heights.Length; i++)
        {
            Lay(section, starts, i);
            _heights[i] = _y;
            starts = --_counter == 0;
            if (!starts)
                continue;
            _counter = _random.Integer(BipedScale.GrassLength / 2, BipedScale.GrassLength);
            section = section == Section.Grass && hardcore
                ? (Section)_random.Integer(1, (int)Section.Count)
                : Section.Grass;
        }
    }

    private void Lay(Section section, bool starts, int i)
    {
        switch (section, starts)
        {
            case (Section.Grass, false): Grow(i); break;
            case (Section.Stump, true): BuildStump(i * Step); break;
            case (Section.Stairs, true): BuildStairs(i * Step); break;
            case (Section.Stairs, false): Climb(); break;
            case (Section.Pit, true): BuildPit(i * Step); break;
            case (Section.Pit, false): _y = _counter > 1 ? _baseline - (4 * Step) : _baseline; break;
            default: break;
        }
    }

    private void Grow(int i)
    {
        _slope = (0.8 * _slope) + (0.01 * Math.Sign(BipedScale.TerrainHeight - _y));
        if (i > BipedScale.StartPad)
            _slope += _random.Uniform(-1, 1) / BipedScale.PixelsPerMetre;
        _y += _slope;
    }

    private void BuildStump(double x)
    {
        _counter = _random.Integer(1, 3);
        double side = _counter * Step;
        _obstacles.Add([(x, _y), (x + side, _y), (x + side, _y + side), (x, _y + side)]);
    }

    /// <summary>Two walls; the ground between them lies four steps lower.</summary>
    private void BuildPit(double x)
    {
        _counter = _random.Integer(3, 5);
        double bottom = _y - (4 * Step), shift = Step * _counter;
        (double X, double Y)[] wall = [(x, _y), (x + Step, _y), (x + Step, bottom), (x, bottom)];
        _obstacles.Add(wall);
        _obstacles.Add([.. wall.Select(p => (p.X + shift, p.Y))]);
        _counter += 2;
        _baseline = _y;
    }

    private void BuildStairs(double x)
    {
        const int width = 4;
        _stairSign = _random.Uniform(0, 1) > 0.5 ? 1 : -1;
        _stairSteps = _random.Integer(3, 5);
        _baseline = _y;
        for (int s = 0; s < _stairSteps; s++)
        {
            double left = x + (s * width * Step), right = x + ((1 + s) * width * Step);
            double top = _y + (s * _stairSign * Step), bottom = _y + ((-1 + (s * _stairSign)) * Step);
            _obstacles.Add([(left, top), (right, top), (right, bottom), (left, bottom)]);
        }

        _counter = _stairSteps * width;
    }

    /// <summary>The ground under the stairs is a ramp: gym divides without rounding.</summary>
    private void Climb()
    {
        const double width = 4;
        double n = ((_stairSteps * width) - _counter - _stairSign) / width;
        _y = _baseline + (n * _stairSign * Step);
    }
}
