using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.Onnx;

/// <summary>Tokens, attention and the moves of pixels in ONNX's operators.</summary>
internal static class OnnxTokens
{
    private const long ToEnd = int.MaxValue;

    /// <summary>Writes the primitive if it is one of these.</summary>
    public static bool Write(OnnxNodeWriter w)
    {
        switch (w.Primitive)
        {
            case ImageToTokens:
                string pixels = w.Inner("Reshape", w.Input, w.Integers(0, w.InputShape[0], -1));
                w.Output("Transpose", pixels).With("perm", [0, 2, 1]);
                return true;
            case TokensToImage p:
                string channels = w.Permuted(w.Input, 0, 2, 1);
                w.Output("Reshape", channels, w.Integers(0, w.InputShape[1], p.Height, p.Width));
                return true;
            case Attention p: Write(w, p.Heads); return true;
            case PositionEncoding: w.Output("Add", w.Input, w.Weight("weight")); return true;
            case ClassToken: WriteClassToken(w); return true;
            case SelectToken p:
                string token = w.Integers(p.Index);
                w.Output("Squeeze", w.AlongAxis1("Gather", w.Input, token), w.Integers(1));
                return true;
            case LayerScale: w.Output("Mul", w.Input, w.Weight("weight")); return true;
            case Subsample p:
                w.Output("Slice", w.Input, w.Integers(0, 0), w.Integers(ToEnd, ToEnd), w.Integers(2, 3),
                    w.Integers(p.Stride, p.Stride));
                return true;
            case Shift:
                string cut = w.Inner(
                    "Slice", w.Input, w.Integers(1, 1), w.Integers(ToEnd, ToEnd), w.Integers(2, 3));
                w.Output("Pad", cut, w.Integers(0, 0, 0, 0, 0, 0, 1, 1));
                return true;
            default: return false;
        }
    }

    private static void Write(OnnxNodeWriter w, int heads)
    {
        Shape x = w.InputShape;
        int width = x[1] / 3, head = width / heads;
        string[] parts = [.. w.SplitFeatures(w.Input, width, width, width)];
        for (int i = 0; i < parts.Length; i++)
            parts[i] = w.Inner("Reshape", parts[i], w.Integers(0, x[0], heads, head));
        string queries = w.Permuted(parts[0], 0, 2, 1, 3), keys = w.Permuted(parts[1], 0, 2, 3, 1);
        string products = w.Inner("MatMul", queries, keys);
        string scores = w.Inner("Mul", products, w.Constant([1 / MathF.Sqrt(head)], []));
        string shares = w.AlongLastAxis("Softmax", scores), values = w.Permuted(parts[2], 0, 2, 1, 3);
        string mixed = w.Inner("MatMul", shares, values);
        w.Output("Reshape", w.Permuted(mixed, 0, 2, 1, 3), w.Integers(0, x[0], width));
    }

    // One token for each sample: the weight, as often as the batch is long.
    private static void WriteClassToken(OnnxNodeWriter w)
    {
        string batch = w.Inner("Gather", w.Inner("Shape", w.Input), w.Integers(0));
        string shape = w.AlongAxis0("Concat", batch, w.Integers(1, 1));
        w.Output("Concat", w.Inner("Expand", w.Weight("weight"), shape), w.Input).With("axis", 1);
    }
}
