using Precocial.Tasks.Physics;

namespace Precocial.Tasks;

/// <summary>A car on a track, step by step: CarRacing-v0 without its pictures.</summary>
/// <remarks>50 steps a second. Reward: −0.1 a step, 1000/N for each of N tiles that a wheel touches for the
/// first time. Tiles are noticed at the beginning of the next step, from where the car is then. Done when
/// all are touched, or when the car leaves the field (−100 for that step). Source: gym 0.9.6,
/// car_racing.py.</remarks>
internal sealed class Race : IContactListener
{
    private const double StepSeconds = 1.0 / 50;
    private const int VelocityRounds = 6 * 30, PositionRounds = 2 * 30;
    private const double StepReward = -0.1, AllTiles = 1000.0, LeavingReward = -100;
    private readonly World _world = new(default);
    private readonly bool[] _visited;
    private double _rewardBefore;

    /// <summary>A race that has begun: one step without an action is made.</summary>
    public Race(RaceTrack track)
    {
        Track = track;
        Touched = new bool[track.Tiles.Length];
        _visited = new bool[track.Tiles.Length];
        for (int i = 0; i < track.Tiles.Length; i++)
            AddTile(i, track.Tiles[i]);
        Car = new RaceCar(_world, track.Start);
        _world.Listener = this;
        Advance();
    }

    /// <summary>The road.</summary>
    public RaceTrack Track { get; }

    /// <summary>The car.</summary>
    public RaceCar Car { get; }

    /// <summary>For each tile, whether any part of the car has touched it.</summary>
    public bool[] Touched { get; }

    /// <summary>How many tiles a wheel has touched.</summary>
    public int VisitedTiles { get; private set; }

    /// <summary>The return so far, without what leaving the field costs.</summary>
    public double Return { get; private set; }

    /// <summary>Since the race began.</summary>
    public double Seconds { get; private set; }

    /// <summary>Acts for one step.</summary>
    /// <param name="steer">To the right, in radians.</param>
    /// <param name="gas">In [0, 1].</param>
    /// <param name="brake">In [0, 1].</param>
    public StepResult Step(double steer, double gas, double brake)
    {
        Car.Drive(-steer, gas, brake);
        Advance();
        Return += StepReward;
        double reward = Return - _rewardBefore;
        _rewardBefore = Return;
        Vec2 at = Car.Hull.Position;
        if (Math.Abs(at.X) > RacePainter.Field || Math.Abs(at.Y) > RacePainter.Field)
            return new StepResult(LeavingReward, Done: true);
        return new StepResult(reward, VisitedTiles == Track.Tiles.Length);
    }

    /// <inheritdoc/>
    public void Begin(Contact contact)
    {
        if (Tile(contact) is not (int tile, var other))
            return;
        Touched[tile] = true;
        if (other.Tag is not CarWheel wheel)
            return;
        wheel.Tiles++;
        if (_visited[tile])
            return;
        _visited[tile] = true;
        VisitedTiles++;
        Return += AllTiles / Track.Tiles.Length;
    }

    /// <inheritdoc/>
    public void End(Contact contact)
    {
        if (Tile(contact) is (_, { Tag: CarWheel wheel }))
            wheel.Tiles--;
    }

    private static (int Tile, Body Other)? Tile(Contact contact)
    {
        Body a = contact.FixtureA.Body, b = contact.FixtureB.Body;
        if (a.Tag is int first)
            return (first, b);
        return b.Tag is int second ? (second, a) : null;
    }

    private void AddTile(int index, TrackTile tile)
    {
        Body body = _world.AddGround();
        Span<Vec2> corners = stackalloc Vec2[4];
        for (int i = 0; i < corners.Length; i++)
            corners[i] = new Vec2((float)tile.Corners[i].X, (float)tile.Corners[i].Y);
        body.Attach(Polygon.Hull(corners), new FixtureTraits { IsSensor = true });
        body.Tag = index;
    }

    private void Advance()
    {
        Car.Step(StepSeconds);
        _world.Step((float)StepSeconds, VelocityRounds, PositionRounds);
        Seconds += StepSeconds;
    }
}
