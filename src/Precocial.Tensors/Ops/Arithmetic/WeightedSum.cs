using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>Σ weights[i]·parts[i]: tensors of one shape, each with a factor that is computed or
    /// learned.</summary>
    /// <param name="parts">At least one, all of one shape.</param>
    /// <param name="weights">Shape [parts].</param>
    /// <returns>Shape of a part.</returns>
    /// <remarks>2·parts FLOPs an element in one pass over memory. DARTS' mixed operation is this of the
    /// softmax of α.</remarks>
    /// <exception cref="ShapeException">There are no parts, they differ in shape, or the weights are not one
    /// for each.</exception>
    public static unsafe Tensor WeightedSum(ReadOnlySpan<Tensor> parts, Tensor weights)
    {
        RequireWeighted(parts, weights);
        var tape = weights.Tape is null ? TapeOf(parts) : Tape.Of(weights);
        bool requiresGradient = weights.RequiresGradient;
        float** pointers = stackalloc float*[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            Tape.Check(tape, parts[i]);
            requiresGradient |= parts[i].RequiresGradient;
            pointers[i] = parts[i].Pointer;
        }
        var y = tape.Allocate(parts[0].Shape, requiresGradient);
        WeightedSums.Forward(pointers, weights.Pointer, parts.Length, y.Pointer, y.Count, tape.Workers);
        return tape.Record(new WeightedSumOperation(parts.ToArray(), weights), y);
    }

    private static void RequireWeighted(ReadOnlySpan<Tensor> parts, Tensor weights)
    {
        foreach (var part in parts)
        {
            if (part.Shape != parts[0].Shape)
            {
                throw new ShapeException($"WeightedSum: parts must have one shape, but are {parts[0].Shape} "
                    + $"and {part.Shape}. Project one of them.");
            }
        }
        if (parts.Length == 0 || weights.Shape.Rank != 1 || weights.Count != parts.Length)
        {
            throw new ShapeException("WeightedSum: there must be a part at least and a weight for each, but "
                + $"there are {parts.Length} and the weights are {weights.Shape}.");
        }
    }
}

internal sealed unsafe class WeightedSumOperation(Tensor[] parts, Tensor weights) : Operation
{
    public override void Backward(Tape tape)
    {
        if (weights.RequiresGradient)
        {
            var dw = tape.GradientOf(weights);
            for (int i = 0; i < parts.Length; i++)
            {
                double product = Reduction.Product(
                    OutputGradient, parts[i].Pointer, Output.Count, tape.Workers);
                dw.Pointer[i] = (float)(dw.Accumulate ? dw.Pointer[i] + product : product);
            }
        }
        for (int i = 0; i < parts.Length; i++)
        {
            if (!parts[i].RequiresGradient)
                continue;
            var dx = tape.GradientOf(parts[i]);
            float weight = weights.Pointer[i];
            if (dx.Accumulate)
                Elementwise.AddScaled(weight, OutputGradient, dx.Pointer, Output.Count, tape.Workers);
            else
                Elementwise.Scale(weight, OutputGradient, dx.Pointer, Output.Count, tape.Workers);
        }
    }
}
