using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>Mean cross entropy between softmax(logits) and the labels.</summary>
    /// <param name="logits">Shape [batch, classes].</param>
    /// <param name="labels">The class of each row, 0..classes−1.</param>
    /// <param name="labelSmoothing">Share ε of the target that is spread evenly over all classes.</param>
    /// <returns>A scalar, shape [].</returns>
    /// <remarks>−Σ q·log p with q = (1−ε)·[class = label] + ε/classes. Source of the smoothing: Szegedy et
    /// al., CVPR 2016, section 7.</remarks>
    /// <exception cref="ShapeException">logits is not [batch, classes], or the number of labels is not
    /// batch.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    public static unsafe Tensor CrossEntropy(this Tensor logits, ReadOnlySpan<int> labels,
        float labelSmoothing = 0)
    {
        var tape = Tape.Of(logits);
        RequireLabels(logits.Shape, labels);
        int rows = logits.Shape[0], classes = logits.Shape[1];
        var loss = tape.Allocate([], logits.RequiresGradient);
        float* probabilities = tape.AllocateBlock(logits.Count);
        var targets = (int*)tape.AllocateBlock(rows);
        labels.CopyTo(new Span<int>(targets, rows));
        *loss.Pointer = Kernels.CrossEntropy.Forward(
            logits.Pointer, targets, probabilities, rows, classes, labelSmoothing, tape.Workers);
        return tape.Record(new CrossEntropyOperation(logits, probabilities, targets, labelSmoothing), loss);
    }

    private static void RequireLabels(in Shape logits, ReadOnlySpan<int> labels)
    {
        if (logits.Rank != 2 || logits[0] != labels.Length)
        {
            throw new ShapeException("CrossEntropy: logits must be [batch, classes] with one label for "
                + $"each row, but they are {logits} and there are {labels.Length} labels. Reshape the "
                + "logits, or check the batch.");
        }
        foreach (int label in labels)
        {
            if ((uint)label >= (uint)logits[1])
            {
                throw new ArgumentOutOfRangeException(nameof(labels), label, "CrossEntropy: labels are "
                    + $"0..{logits[1] - 1} for logits {logits}, but one is {label}. Check the number of "
                    + "outputs against the data set's classes.");
            }
        }
    }
}

internal sealed unsafe class CrossEntropyOperation(
    Tensor logits, float* probabilities, int* targets, float labelSmoothing) : Operation
{
    private readonly float* _probabilities = probabilities;
    private readonly int* _targets = targets;

    public override void Backward(Tape tape)
    {
        var dx = tape.GradientOf(logits);
        Kernels.CrossEntropy.Backward(
            *OutputGradient, _probabilities, _targets, dx.Pointer, logits.Shape[0], logits.Shape[1],
            labelSmoothing, dx.Accumulate, tape.Workers);
    }
}
