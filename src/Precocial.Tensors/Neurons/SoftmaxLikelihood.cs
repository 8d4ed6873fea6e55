using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Precocial.Tensors.Kernels;

/// <summary>The parts of log softmax(z)[class] = z[class] − log Σ exp z over a block of samples, samples in
/// lanes.</summary>
/// <remarks>
/// Exponentials and sums of z[class] are of one output alone: networks that have it in common share them. So
/// the largest z is not taken out first, except in lanes whose sum comes near the ends of float's range. A
/// lane's result depends on that lane alone. Where an output is not finite, neither is the result.
/// </remarks>
internal static unsafe class SoftmaxLikelihood<T>
    where T : struct, ILanes<T>
{
    // Terms below e^−18 of a sum do not count in float32: they may be lost below the smallest float.
    private const float LeastSum = 1e-28f, LargestSum = 1e30f;

    /// <summary>exp z; NaN where z is not finite.</summary>
    /// <param name="z">Whole registers.</param>
    /// <param name="target">As many.</param>
    /// <param name="length">In floats.</param>
    public static void Exponentials(float* z, float* target, int length)
    {
        for (int i = 0; i < length; i += T.Count)
        {
            T x = T.Load(z + i);
            (VectorMath.Exp(x) + (x - x)).Store(target + i);
        }
    }

    /// <summary>Σ z over some samples, in their order and in double.</summary>
    public static double SumOf(float* z, ReadOnlySpan<int> samples)
    {
        double sum = 0;
        foreach (int sample in samples)
            sum += z[sample];
        return sum;
    }

    /// <summary>Σ log Σ exp z over the samples, in double.</summary>
    /// <param name="outputs">z: for each output a row of samples.</param>
    /// <param name="exponentials">exp z: as many rows.</param>
    /// <param name="offset">Where in each row the block begins, in floats.</param>
    /// <param name="count">How many outputs.</param>
    /// <param name="samples">How many of the block count.</param>
    public static double SumOfNormalisers(
        float** outputs, float** exponentials, int offset, int count, int samples)
    {
        float* normalisers = stackalloc float[SampleBlocks.Size];
        for (int lane = 0; lane < SampleBlocks.Size; lane += T.Count)
            Normaliser(outputs, exponentials, offset + lane, count).Store(normalisers + lane);
        for (int i = samples; i < SampleBlocks.Size; i++)
            normalisers[i] = 0;
        // Four sums side by side.
        Vector128<double> ab = default, cd = default;
        for (int i = 0; i < SampleBlocks.Size; i += 4)
        {
            var (lower, upper) = Vector128.Widen(Vector128.Load(normalisers + i));
            ab += lower;
            cd += upper;
        }
        return ab[0] + ab[1] + (cd[0] + cd[1]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Normaliser(float** outputs, float** exponentials, int offset, int count)
    {
        T sum = T.Load(exponentials[0] + offset);
        for (int k = 1; k < count; k++)
            sum += T.Load(exponentials[k] + offset);
        T extreme = T.LessThan(sum, T.Broadcast(LeastSum)) | T.LessThan(T.Broadcast(LargestSum), sum);
        T normaliser = VectorMath.Log(sum);
        return T.Any(extreme) ? T.Select(extreme, Shifted(outputs, offset, count), normaliser) : normaliser;
    }

    // The same with the largest z taken out first.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Shifted(float** outputs, int offset, int count)
    {
        T max = T.Load(outputs[0] + offset);
        for (int k = 1; k < count; k++)
            max = T.Max(max, T.Load(outputs[k] + offset));
        T sum = T.Broadcast(0f);
        for (int k = 0; k < count; k++)
            sum += VectorMath.Exp(T.Load(outputs[k] + offset) - max);
        return VectorMath.Log(sum) + max;
    }
}
