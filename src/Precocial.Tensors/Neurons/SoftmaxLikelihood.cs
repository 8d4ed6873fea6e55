namespace Precocial.Tensors.Kernels;

/// <summary>log softmax(z)[class] over a block of samples, samples in lanes.</summary>
internal static unsafe class SoftmaxLikelihood<T>
    where T : struct, ILanes<T>
{
    /// <summary>The sum over samples, in their order and in double; NaN or infinite where an output
    /// is.</summary>
    /// <param name="outputs">z: for each output a row of samples.</param>
    /// <param name="offset">Where in each row the block begins, in floats.</param>
    /// <param name="count">How many outputs.</param>
    /// <param name="classes">Of each sample.</param>
    /// <param name="samples">How many of the block count.</param>
    public static double Sum(float** outputs, int offset, int count, int* classes, int samples)
    {
        float* normalisers = stackalloc float[SampleBlocks.Size];
        for (int lane = 0; lane < SampleBlocks.Size; lane += T.Count)
            Normaliser(outputs, offset + lane, count).Store(normalisers + lane);
        double sum = 0;
        for (int i = 0; i < samples; i++)
            sum += (double)outputs[classes[i]][offset + i] - normalisers[i];
        return sum;
    }

    // log Σ exp z, the largest z taken out first. z − z is 0, or NaN where z is not finite.
    private static T Normaliser(float** outputs, int offset, int count)
    {
        T max = T.Load(outputs[0] + offset);
        for (int k = 1; k < count; k++)
            max = T.Max(max, T.Load(outputs[k] + offset));
        T sum = T.Broadcast(0f);
        for (int k = 0; k < count; k++)
        {
            T z = T.Load(outputs[k] + offset);
            sum += VectorMath.Exp(z - max) + (z - z);
        }
        return VectorMath.Log(sum) + max;
    }
}
