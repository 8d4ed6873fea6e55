using Precocial.Tasks.Physics;

namespace Precocial.Tasks;

/// <summary>One episode of <see cref="BipedalWalker"/>.</summary>
/// <remarks>gym computes in double precision around a single-precision world; so does this.</remarks>
internal sealed class BipedEpisode : IEpisode, IDrawable, IContactListener
{
    private const ushort GroundCategory = 1;
    private const int Rays = 10;
    private const double FallReward = -100;

    private readonly World _world = new(new Vec2(0f, -10f));
    private readonly BipedTerrain _terrain;
    private readonly BipedBody _walker;
    private readonly bool _penalisesFalls;
    private readonly int _stepLimit;
    private readonly bool[] _footDown = new bool[2];
    private bool _hasFallen;
    private double _shaping;
    private int _steps;

    public BipedEpisode(int seed, BipedalWalkerOptions options, int stepLimit)
    {
        _penalisesFalls = options.PenalisesFalls;
        _stepLimit = stepLimit;
        _terrain = BipedTerrain.Of(seed, options.Hardcore);
        _terrain.AddTo(_world);
        _walker = new BipedBody(_world, _terrain.StartForce);
        _world.Listener = this;
        Span<double> nothing = stackalloc double[4];
        nothing.Clear();
        Advance(nothing);
        _shaping = Shaping();
    }

    /// <summary>Hull, upper and lower leg, other upper and lower leg.</summary>
    internal ReadOnlySpan<Body> Bodies => _walker.Bodies;

    /// <summary>The world, for tests.</summary>
    internal World World => _world;

    /// <summary>Where each lidar ray ends and which share of its way it goes.</summary>
    internal (Vec2 From, Vec2 To, float Fraction) Ray(int i)
    {
        Vec2 from = _walker.Hull.Position;
        double angle = 1.5 * i / 10.0;
        var to = new Vec2(
            (float)(from.X + (Math.Sin(angle) * BipedScale.LidarRange)),
            (float)(from.Y - (Math.Cos(angle) * BipedScale.LidarRange)));
        return (from, to, _world.Cast(from, to, GroundCategory)?.Hit.Fraction ?? 1f);
    }

    /// <inheritdoc/>
    public void Observe(Span<double> observation)
    {
        Body hull = _walker.Hull;
        observation[0] = hull.Angle;
        observation[1] = 2.0 * hull.AngularVelocity / BipedScale.StepsPerSecond;
        observation[2] = 0.3 * hull.LinearVelocity.X * BipedScale.ViewWidth / BipedScale.StepsPerSecond;
        observation[3] = 0.3 * hull.LinearVelocity.Y * BipedScale.ViewHeight / BipedScale.StepsPerSecond;
        ObserveLeg(observation[4..9], 0);
        ObserveLeg(observation[9..14], 1);
        for (int i = 0; i < Rays; i++)
            observation[14 + i] = Ray(i).Fraction;
    }

    /// <inheritdoc/>
    public StepResult Step(ReadOnlySpan<double> action)
    {
        Advance(action);
        double shaping = Shaping();
        double reward = shaping - _shaping;
        _shaping = shaping;
        foreach (double a in action)
            reward -= 0.00035 * BipedScale.MotorTorque * BipedBody.Effort(a);
        double x = _walker.Hull.Position.X;
        bool isLost = _hasFallen || x < 0;
        if (isLost && _penalisesFalls)
            reward = FallReward;
        return new StepResult(reward, isLost || x > BipedScale.Goal || _steps >= _stepLimit);
    }

    /// <inheritdoc/>
    public Drawing Draw() => BipedDrawing.Of(this, _terrain);

    /// <inheritdoc/>
    public void Begin(Contact contact)
    {
        Body a = contact.FixtureA.Body, b = contact.FixtureB.Body;
        _hasFallen |= a == _walker.Hull || b == _walker.Hull;
        SetFoot(a, b, down: true);
    }

    /// <inheritdoc/>
    public void End(Contact contact) =>
        SetFoot(contact.FixtureA.Body, contact.FixtureB.Body, down: false);

    /// <summary>A flag, not a count, as in gym: leaving one of two edges clears it.</summary>
    private void SetFoot(Body a, Body b, bool down)
    {
        for (int leg = 0; leg < 2; leg++)
        {
            Body lower = _walker.Bodies[2 + (2 * leg)];
            if (a == lower || b == lower)
                _footDown[leg] = down;
        }
    }

    private void ObserveLeg(Span<double> observation, int leg)
    {
        RevoluteJoint hip = _walker.Joints[2 * leg], knee = _walker.Joints[1 + (2 * leg)];
        observation[0] = hip.Angle;
        observation[1] = hip.Speed / BipedScale.HipSpeed;
        observation[2] = knee.Angle + 1.0;
        observation[3] = knee.Speed / BipedScale.KneeSpeed;
        observation[4] = _footDown[leg] ? 1 : 0;
    }

    private void Advance(ReadOnlySpan<double> action)
    {
        _walker.Drive(action);
        _world.Step((float)(1 / BipedScale.StepsPerSecond), velocityRounds: 180, positionRounds: 60);
        _steps++;
    }

    /// <summary>130 for each 30 m forward, less 5 for each radian the hull leans.</summary>
    private double Shaping() =>
        (130 * (double)_walker.Hull.Position.X / BipedScale.PixelsPerMetre)
        - (5.0 * Math.Abs((double)_walker.Hull.Angle));
}
