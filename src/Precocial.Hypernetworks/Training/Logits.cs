using Precocial.Tensors;

namespace Precocial.Hypernetworks;

/// <summary>What logits say.</summary>
internal static class Logits
{
    /// <summary>How many rows have their largest number at the label; the first of equals, and never a
    /// NaN.</summary>
    public static int CountCorrect(Tensor logits, ReadOnlySpan<int> labels)
    {
        int correct = 0, classes = logits.Shape[1];
        for (int row = 0; row < labels.Length; row++)
        {
            ReadOnlySpan<float> values = logits.Span.Slice(row * classes, classes);
            int best = 0;
            for (int c = 1; c < classes; c++)
            {
                if (values[c] > values[best])
                    best = c;
            }
            correct += best == labels[row] && !float.IsNaN(values[best]) ? 1 : 0;
        }
        return correct;
    }

    /// <summary>The effective rank of logits about their mean: (Σλ)²/Σλ² of their covariance's eigenvalues,
    /// from 1 to the number of classes; 0 where all are equal.</summary>
    /// <param name="logits">[samples, classes], row-major.</param>
    /// <param name="classes">The number of classes.</param>
    public static double EffectiveRank(ReadOnlySpan<float> logits, int classes)
    {
        int rows = logits.Length / classes;
        var mean = new double[classes];
        for (int i = 0; i < logits.Length; i++)
            mean[i % classes] += (double)logits[i] / rows;
        var covariance = new double[classes * classes];
        var centred = new double[classes];
        for (int row = 0; row < rows; row++)
        {
            for (int c = 0; c < classes; c++)
                centred[c] = logits[row * classes + c] - mean[c];
            for (int a = 0; a < classes; a++)
            {
                for (int b = 0; b < classes; b++)
                    covariance[a * classes + b] += centred[a] * centred[b];
            }
        }
        double trace = 0, square = 0;
        for (int i = 0; i < covariance.Length; i++)
        {
            trace += i % (classes + 1) == 0 ? covariance[i] : 0;
            square += covariance[i] * covariance[i];
        }
        return square > 0 ? trace * trace / square : 0;
    }
}
