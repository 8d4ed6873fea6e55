using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    // From this many features of a head on, matrix products are faster than the fused kernel.
    private const int WideHead = 32;

    /// <summary>Multi-head self-attention: for each head softmax(q·kᵀ/√w)·v, w its features, the softmax over
    /// the keys' tokens.</summary>
    /// <param name="x">Shape [batch, tokens, 3·d]: queries, keys and values one after the other, each cut
    /// into heads.</param>
    /// <param name="heads">A divisor of d.</param>
    /// <returns>Shape [batch, tokens, d]: the heads one after the other.</returns>
    /// <remarks>4·batch·tokens²·d FLOPs and an exponential for each pair of tokens and head. Source: Vaswani
    /// et al., NeurIPS 2017, §3.2.</remarks>
    /// <exception cref="ShapeException">x does not have 3 axes, or its last is not three times a multiple of
    /// <paramref name="heads"/>.</exception>
    public static unsafe Tensor Attention(this Tensor x, int heads)
    {
        var tape = Tape.Of(x);
        ArgumentOutOfRangeException.ThrowIfLessThan(heads, 1);
        if (x.Shape.Rank != 3 || x.Shape[2] == 0 || x.Shape[2] % (3L * heads) != 0)
        {
            throw new ShapeException($"Attention: x must be [batch, tokens, 3·d] with d a multiple of "
                + $"{heads} heads, but it is {x.Shape}. Put a linear layer to queries, keys and values before it.");
        }
        var s = new AttentionShape(x.Shape[0], x.Shape[1], heads, x.Shape[2] / (3 * heads));
        if (s.Width >= WideHead)
            return AttentionOfProducts(x, s);
        var y = tape.Allocate([s.Batch, s.Tokens, s.Features], x.RequiresGradient);
        float* logarithms = tape.AllocateBlock(Math.Max(1, s.Batch * s.Heads * s.Tokens));
        Kernels.Attention.Forward(s, x.Pointer, y.Pointer, logarithms, tape.Workers);
        return tape.Record(new AttentionOperation(x, s, logarithms), y);
    }

    private static Tensor AttentionOfProducts(Tensor x, in AttentionShape s)
    {
        Tensor parts = x.Reshape([s.Batch, s.Tokens, 3, s.Heads, s.Width]).Permute(2, 0, 3, 1, 4);
        Shape part = [s.Batch * s.Heads, s.Tokens, s.Width];
        Tensor queries = parts.Slice(0, 0, 1).Reshape(part).Affine(s.Scale, 0);
        Tensor keys = parts.Slice(0, 1, 1).Reshape(part), values = parts.Slice(0, 2, 1).Reshape(part);
        Tensor mixed = queries.MatMul(keys, transposeB: true).Softmax().MatMul(values);
        return mixed.Reshape([s.Batch, s.Heads, s.Tokens, s.Width]).Permute(0, 2, 1, 3)
            .Reshape([s.Batch, s.Tokens, s.Features]);
    }
}

internal sealed unsafe class AttentionOperation(Tensor x, AttentionShape s, float* logarithms) : Operation
{
    private readonly float* _logarithms = logarithms;

    public override void Backward(Tape tape)
    {
        var dx = tape.GradientOf(x);
        Attention.Backward(s, x.Pointer, Output.Pointer, _logarithms, OutputGradient, dx.Pointer,
            dx.Accumulate, tape.Workers);
    }
}
