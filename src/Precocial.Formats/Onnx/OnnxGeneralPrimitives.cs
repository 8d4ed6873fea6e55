using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.Onnx;

/// <summary>The general primitives, which imported networks have, in ONNX's operators.</summary>
internal static class OnnxGeneralPrimitives
{
    /// <summary>Writes the primitive if it is one of these.</summary>
    public static bool Write(OnnxNodeWriter w)
    {
        switch (w.Primitive)
        {
            case Reshape p: w.Output("Reshape", w.Input, w.Integers(Long(p.Target.ToArray(), -1))); break;
            case Transpose p: w.Output("Transpose", w.Input).With("perm", [0, .. Counted(p.Axes.AsSpan())]); break;
            case MatMul p:
                w.Output("MatMul", Turned(w, 0, p.TransposeLeft), Turned(w, 1, p.TransposeRight));
                break;
            case Softmax p: w.Output(p.Logarithm ? "LogSoftmax" : "Softmax", w.Input).With("axis", -1); break;
            case Slice p:
                w.Output("Slice", w.Input, w.Integers(p.Start), w.Integers(p.Start + (p.Count - 1L) * p.Step + 1),
                    w.Integers(p.Axis + 1), w.Integers(p.Step));
                break;
            case Reduce p: Write(w, p); break;
            case Arithmetic p: w.Output(Name(p.Function), w.Inputs); break;
            case TensorArithmetic p: w.Output(Name(p.Function), w.Input, w.Weight("weight")); break;
            case Affine p: Write(w, p); break;
            case Clip p: w.Output("Clip", w.Input, w.Constant([p.Least], []), w.Constant([p.Most], [])); break;
            case Pad p:
                w.Output("Pad", w.Input, w.Integers([0, .. Long(p.Before.AsSpan()), 0, .. Long(p.After.AsSpan())]),
                    w.Constant([p.Value], []));
                break;
            case Elementwise p: Write(w, p.Function); break;
            case Tile p: w.Output("Tile", w.Input, w.Integers(Long(p.Repeats.AsSpan(), 1))); break;
            default: return false;
        }
        return true;
    }

    private static void Write(OnnxNodeWriter w, Reduce p)
    {
        long[] axes = Counted(p.Axes.AsSpan());
        NodeProto node = p.Function switch
        {
            ReduceFunction.Sum => w.Output("ReduceSum", w.Input, w.Integers(axes)),
            ReduceFunction.Mean => w.Output("ReduceMean", w.Input).With("axes", axes),
            _ => w.Output("ReduceMax", w.Input).With("axes", axes),
        };
        node.With("keepdims", p.Keep ? 1 : 0);
    }

    private static void Write(OnnxNodeWriter w, Affine p)
    {
        if (p.Shift == 0)
        {
            w.Output("Mul", w.Input, w.Constant([p.Scale], []));
            return;
        }
        string scaled = p.Scale == 1 ? w.Input : w.Inner("Mul", w.Input, w.Constant([p.Scale], []));
        w.Output("Add", scaled, w.Constant([p.Shift], []));
    }

    private static void Write(OnnxNodeWriter w, ElementFunction function)
    {
        if (function == ElementFunction.Square)
            w.Output("Mul", w.Input, w.Input);
        else
            w.Output(function.ToString(), w.Input);
    }

    // A matrix that the product takes transposed.
    private static string Turned(OnnxNodeWriter w, int input, bool transposed)
    {
        if (!transposed)
            return w.Inputs[input];
        int rank = w.InputShape.Rank + 1;
        long[] axes = [.. Enumerable.Range(0, rank - 2), rank - 1, rank - 2];
        return w.Permuted(w.Inputs[input], axes);
    }

    private static string Name(ArithmeticFunction function) => function switch
    {
        ArithmeticFunction.Add => "Add",
        ArithmeticFunction.Subtract => "Sub",
        ArithmeticFunction.Multiply => "Mul",
        ArithmeticFunction.Divide => "Div",
        ArithmeticFunction.Minimum => "Min",
        _ => "Max",
    };

    // Axes of a sample, counted with the batch in front.
    private static long[] Counted(ReadOnlySpan<int> axes)
    {
        long[] counted = Long(axes);
        for (int i = 0; i < counted.Length; i++)
            counted[i]++;
        return counted;
    }

    private static long[] Long(ReadOnlySpan<int> values, params ReadOnlySpan<long> before)
    {
        long[] all = new long[before.Length + values.Length];
        before.CopyTo(all);
        for (int i = 0; i < values.Length; i++)
            all[before.Length + i] = values[i];
        return all;
    }
}
