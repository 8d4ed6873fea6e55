namespace Precocial.Tensors;

/// <summary>Cosine with warm restarts (SGDR): the rate falls from the first to the last along half a cosine,
/// again and again, each time over more steps.</summary>
/// <remarks>The run is cut into <paramref name="Cycles"/> parts, each <paramref name="Factor"/> times as
/// long as the one before: 5 cycles of factor 2 are ENAS's T₀ = 10, T_mul = 2 in 310 epochs (10, 20, 40, 80
/// and 160). Given as parts of the run, a short run ends at the last rate too. Source: Loshchilov and
/// Hutter, "SGDR", ICLR 2017, (5).</remarks>
/// <param name="Rate">The rate at the beginning of each cycle.</param>
/// <param name="Last">The rate that each cycle ends at.</param>
/// <param name="Cycles">How many.</param>
/// <param name="Factor">T_mul, at least 1.</param>
public sealed record RestartSchedule(float Rate, float Last, int Cycles, double Factor = 2)
    : LearningRateSchedule
{
    /// <inheritdoc/>
    public override float Value(int step, int total)
    {
        double length = 1, sum = 0;
        for (int cycle = 0; cycle < Cycles; cycle++)
            sum += Math.Pow(Factor, cycle);
        double at = sum * step / Math.Max(total, 1);
        for (int cycle = 1; cycle < Cycles && at >= length; cycle++)
        {
            at -= length;
            length *= Factor;
        }
        return (float)(Last + (Rate - Last) * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(at / length, 1))));
    }
}
