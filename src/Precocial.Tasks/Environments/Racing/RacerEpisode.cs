using Precocial.Tasks.Physics;

namespace Precocial.Tasks;

/// <summary>One episode of <see cref="Racer"/>.</summary>
/// <remarks>A frame is painted and encoded when it is asked for, once a step.</remarks>
public sealed class RacerEpisode : IEpisode, IDrawable
{
    private readonly Race _race;
    private readonly RaceScene _scene;
    private readonly IFrameEncoder _encoder;
    private readonly RacerOptions _options;
    private readonly Raster _painted = new(FrameReduction.PaintedSide, FrameReduction.PaintedSide);
    private readonly byte[] _reduced = new byte[FrameReduction.Bytes];
    private readonly double[] _latent;
    private int _steps;
    private int _encodedAt = -1;

    internal RacerEpisode(RaceTrack track, IFrameEncoder encoder, RacerOptions options)
    {
        _race = new Race(track);
        _scene = new RaceScene(track, _race.Touched);
        _encoder = encoder;
        _options = options;
        _latent = new double[encoder.Size];
    }

    /// <summary>Bytes of a frame: 64×64×3.</summary>
    public static int FrameBytes => FrameReduction.Bytes;

    /// <summary>Share of the track's tiles that a wheel has touched.</summary>
    public double Progress => (double)_race.VisitedTiles / _race.Track.Tiles.Length;

    /// <summary>Car, track and rewards.</summary>
    internal Race Race => _race;

    /// <inheritdoc/>
    public void Observe(Span<double> observation)
    {
        if (_encodedAt != _steps)
        {
            Capture(_reduced);
            _encoder.Encode(_reduced, _latent);
            _encodedAt = _steps;
        }

        _latent.CopyTo(observation);
    }

    /// <inheritdoc/>
    public StepResult Step(ReadOnlySpan<double> action)
    {
        double gas = (Math.Clamp(action[1], -1, 1) + 1) / 2;
        var result = _race.Step(Math.Clamp(action[0], -1, 1), gas, Math.Clamp(action[2], 0, 1));
        _steps++;
        return result with { Done = result.Done || _steps >= _options.StepLimit };
    }

    /// <summary>Paints what the agents' camera sees, with the panel of indicators, at any size.</summary>
    public void Paint(Raster raster)
    {
        Look();
        RacePainter.Paint(_scene, raster);
    }

    /// <summary>The frame that is encoded.</summary>
    /// <param name="frame">Receives 64×64×3 bytes, row by row from the top left.</param>
    public void Capture(Span<byte> frame)
    {
        Paint(_painted);
        FrameReduction.Reduce(_painted.Pixels, frame, _options.Scaling);
    }

    /// <inheritdoc/>
    public Drawing Draw()
    {
        Look();
        return RaceDrawing.Of(_scene);
    }

    private void Look()
    {
        Body hull = _race.Car.Hull;
        _scene.Hull = PoseOf(hull);
        _scene.Velocity = (hull.LinearVelocity.X, hull.LinearVelocity.Y);
        _scene.Spin = hull.AngularVelocity;
        _scene.SteeringAngle = _race.Car.Wheels[0].Joint.Angle;
        _scene.Seconds = _race.Seconds;
        _scene.Score = _race.Return;
        for (int i = 0; i < _scene.Wheels.Length; i++)
        {
            var wheel = _race.Car.Wheels[i];
            _scene.Wheels[i] = new WheelScene(PoseOf(wheel.Body), wheel.Phase, wheel.Omega);
        }
    }

    private static BodyPose PoseOf(Body body) => new(body.Position.X, body.Position.Y, body.Angle);
}
