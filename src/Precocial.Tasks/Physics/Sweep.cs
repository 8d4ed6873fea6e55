namespace Precocial.Tasks.Physics;

/// <summary>A body's motion during one step: the centre of mass and the angle at its start and end.</summary>
internal struct Sweep
{
    /// <summary>The centre of mass in the body's coordinates.</summary>
    public Vec2 LocalCenter;

    /// <summary>Centre and angle at <see cref="Consumed"/>.</summary>
    public Vec2 StartCenter;
    public float StartAngle;

    /// <summary>Centre and angle at the end of the step.</summary>
    public Vec2 Center;
    public float Angle;

    /// <summary>The fraction of the step that is over, in [0, 1).</summary>
    public float Consumed;

    /// <summary>The transform at a fraction of what is left, 0 = start, 1 = end.</summary>
    public readonly Transform At(float beta)
    {
        Vec2 center = ((1f - beta) * StartCenter) + (beta * Center);
        return Sweeps.Place(center, ((1f - beta) * StartAngle) + (beta * Angle), LocalCenter);
    }

    /// <summary>Moves the start forward to a fraction of the whole step. The weighted sum, not the start plus
    /// a share of the way: the last bit differs.</summary>
    public void AdvanceTo(float alpha)
    {
        float beta = (alpha - Consumed) / (1f - Consumed);
        StartCenter = ((1f - beta) * StartCenter) + (beta * Center);
        StartAngle = ((1f - beta) * StartAngle) + (beta * Angle);
        Consumed = alpha;
    }

    /// <summary>Takes whole turns off both angles, so that single precision keeps its digits.</summary>
    public void RemoveTurns()
    {
        const float turn = 2f * Tolerances.Pi;
        float turns = turn * MathF.Floor(StartAngle / turn);
        StartAngle -= turns;
        Angle -= turns;
    }
}

/// <summary>The transform of a body whose centre of mass and angle are known.</summary>
internal static class Sweeps
{
    public static Transform Place(Vec2 center, float angle, Vec2 localCenter)
    {
        Rotation rotation = Rotation.Of(angle);
        return new Transform(center - rotation.Apply(localCenter), rotation);
    }
}
