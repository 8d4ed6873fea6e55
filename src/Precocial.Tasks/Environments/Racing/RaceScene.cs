namespace Precocial.Tasks;

/// <summary>All that can be seen of a race at one moment.</summary>
/// <param name="track">The road.</param>
/// <param name="touched">For each tile, whether the car has touched it.</param>
internal sealed class RaceScene(RaceTrack track, bool[] touched)
{
    /// <summary>The road.</summary>
    public RaceTrack Track => track;

    /// <summary>For each tile, whether the car has touched it.</summary>
    public bool[] Touched => touched;

    /// <summary>Where the hull is.</summary>
    public BodyPose Hull { get; set; }

    /// <summary>The hull's velocity, in m/s.</summary>
    public (double X, double Y) Velocity { get; set; }

    /// <summary>The hull's angular velocity, in rad/s.</summary>
    public double Spin { get; set; }

    /// <summary>Front left, front right, rear left, rear right.</summary>
    public WheelScene[] Wheels { get; } = new WheelScene[4];

    /// <summary>The angle of the front left wheel to the hull, in radians.</summary>
    public double SteeringAngle { get; set; }

    /// <summary>Since the race began.</summary>
    public double Seconds { get; set; }

    /// <summary>The return so far.</summary>
    public double Score { get; set; }
}

/// <summary>What can be seen of a wheel.</summary>
/// <param name="Pose">Where it is.</param>
/// <param name="Phase">How far it has rolled, in radians.</param>
/// <param name="Omega">How fast it rolls, in rad/s.</param>
internal readonly record struct WheelScene(BodyPose Pose, double Phase, double Omega);
