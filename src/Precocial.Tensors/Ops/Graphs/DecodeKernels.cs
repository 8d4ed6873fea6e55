using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>Decodes kernels from embeddings, only the windows, outputs and inputs that are
    /// wanted.</summary>
    /// <param name="x">Embeddings, shape [nodes, features].</param>
    /// <param name="plan">Which kernels from which rows.</param>
    /// <param name="weights">The decoder.</param>
    /// <param name="prepared">The same weights, prepared.</param>
    /// <param name="slope">Of the rectifiers below 0.</param>
    /// <returns>Shape [<see cref="KernelDecoderPlan.Length"/>]; where each kernel is says
    /// <see cref="KernelDecoderPlan.BlockOfRequest"/>.</returns>
    /// <remarks>
    /// At each position p of a window on its own, with φ the rectifier:
    /// <code>
    /// a = φ(W_p·x + b_p),  d = φ(W'·a + b'),  kernel[o, i, p] = W''[o·I + i]·d + b''[o·I + i]
    /// </code>
    /// Source: the convolutional decoder of Knyazev et al., NeurIPS 2021, appendix B; the top-left window of
    /// the largest kernel, as the released code takes it.
    /// </remarks>
    /// <exception cref="ShapeException">Something does not fit.</exception>
    public static Tensor DecodeKernels(this Tensor x, KernelDecoderPlan plan, KernelDecoderWeights weights,
        PreparedKernels prepared, float slope = 0) =>
        new DecodeKernelsOperation(x, plan, weights, prepared, slope).Run();
}

internal sealed unsafe class DecodeKernelsOperation(Tensor x, KernelDecoderPlan plan,
    KernelDecoderWeights weights,
    PreparedKernels prepared, float slope) : Operation
{
    private float* _hidden, _deep;

    private KernelDecoderSize Size => plan.Size;

    public Tensor Run()
    {
        var tape = Tape.Of(x, weights.SpatialWeight, nameof(TensorOperations.DecodeKernels));
        Check(tape);
        var y = tape.Allocate([plan.Length], x.RequiresGradient || weights.All.Any(w => w.RequiresGradient));
        _hidden = tape.AllocateBlock(plan.Rows * Size.Hidden);
        _deep = tape.AllocateBlock(plan.Rows * Size.Deep);
        Items.Run(new KernelDecoderForward(plan, prepared, weights, x.Pointer, _hidden, _deep, y.Pointer,
            slope), 1, workers: null);
        return tape.Record(this, y);
    }

    public override void Backward(Tape tape)
    {
        var gradient = new KernelDecoderGradient(plan, weights, tape, slope)
        {
            Embeddings = x,
            Hidden = _hidden,
            Deep = _deep,
        };
        gradient.Run(OutputGradient);
    }

    private void Check(Tape tape)
    {
        foreach (var (weight, count) in weights.All.Zip(weights.Counts))
        {
            Tape.Check(tape, weight, nameof(TensorOperations.DecodeKernels));
            if (weight.Count != count)
                throw new ShapeException($"DecodeKernels: a weight must have {count} numbers, but is "
                    + $"{weight.Shape}.");
        }
        int rows = plan.RowNode.Length == 0 ? 0 : plan.RowNode.Max() + 1;
        if (x.Shape.Rank != 2 || x.Shape[1] != Size.Features || x.Shape[0] < rows || weights.Size != Size)
        {
            throw new ShapeException($"DecodeKernels: the embeddings must be [at least {rows}, "
                + $"{Size.Features}], but are {x.Shape}.");
        }
    }
}
