using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.Onnx;

/// <summary>Each primitive in ONNX's operators. A test asks for every primitive there is.</summary>
internal static class OnnxPrimitives
{
    public static void Write(OnnxNodeWriter w)
    {
        switch (w.Primitive)
        {
            case InputPrimitive:
                if (w.IsOutput)
                    w.Output("Identity", "input");
                break;
            case Standardize p: Write(w, p); break;
            case Convolution p: OnnxWindows.Write(w, p); break;
            case DepthwiseConvolution p: OnnxWindows.Write(w, p); break;
            case BatchNorm p:
                w.Output("BatchNormalization", w.Input, w.Weight("weight"), w.Weight("bias"),
                    w.Weight("running_mean"), w.Weight("running_variance")).With("epsilon", p.Epsilon);
                break;
            case LayerNorm p:
                w.Output("LayerNormalization", w.Input, w.Weight("weight"), w.Weight("bias"))
                    .With("axis", -1).With("epsilon", p.Epsilon);
                break;
            case Activation p: Write(w, p.Function); break;
            case MaxPool p: OnnxWindows.Write(w, p); break;
            case AveragePool p: OnnxWindows.Write(w, p); break;
            case GlobalAveragePool { KeepAxes: true }: w.Output("GlobalAveragePool", w.Input); break;
            case GlobalAveragePool:
                w.Output("Flatten", w.Inner("GlobalAveragePool", w.Input)).With("axis", 1);
                break;
            case Linear p: Write(w, p); break;
            case Flatten: w.Output("Flatten", w.Input).With("axis", 1); break;
            case Sum: w.Output("Sum", w.Inputs); break;
            case Concat p: w.Output("Concat", w.Inputs).With("axis", p.Axis + 1); break;
            case Identity or Dropout: w.Output("Identity", w.Input); break;
            case Zero: w.Output("ConstantOfShape", w.Inner("Shape", w.Input)); break;
            case ChannelScale when w.InputShapeOf(1).Rank == 3: w.Output("Mul", w.Inputs); break;
            case ChannelScale:
                w.Output("Mul", w.Input, w.Inner("Unsqueeze", w.Inputs[1], w.Integers(2, 3)));
                break;
            case Neurons p: OnnxNeurons.Write(w, p); break;
            case MixedOperation p: Write(w, p); break;
            case var _ when OnnxTokens.Write(w) || OnnxGeneralPrimitives.Write(w): break;
            default:
                throw new NotSupportedException($"ONNX export does not know \"{w.Primitive.Kind}\".");
        }
    }

    private static void Write(OnnxNodeWriter w, Standardize p)
    {
        // [channels, 1, ...] broadcasts over the batch and the axes after the channels.
        int[] axes = new int[w.InputShape.Rank];
        Array.Fill(axes, 1);
        axes[0] = p.Mean.Length;
        Shape shape = Shape.Create(axes);
        string centred = w.Inner("Sub", w.Input, w.Constant(p.Mean.AsSpan(), shape));
        w.Output("Mul", centred, w.Constant(p.Scale.AsSpan(), shape));
    }

    private static void Write(OnnxNodeWriter w, MixedOperation p)
    {
        string shares = w.AlongLastAxis("Softmax", w.Weight(MixedOperation.Weight));
        int none = p.NoneFirst ? 1 : 0;
        w.Output("Sum", [.. w.Inputs.Select((x, i) =>
            w.Inner("Mul", x, w.Inner("Gather", shares, w.Integers(i + none))))]);
    }

    private static void Write(OnnxNodeWriter w, Linear p)
    {
        if (w.InputShape.Rank == 1)
        {
            w.Output("Gemm", WithKernel(w, p.Bias)).With("transB", 1);
            return;
        }
        string turned = w.Permuted(w.Weight("weight"), 1, 0);
        if (p.Bias)
            w.Output("Add", w.Inner("MatMul", w.Input, turned), w.Weight("bias"));
        else
            w.Output("MatMul", w.Input, turned);
    }

    private static string[] WithKernel(OnnxNodeWriter w, bool bias) =>
        bias ? [w.Input, w.Weight("weight"), w.Weight("bias")] : [w.Input, w.Weight("weight")];

    private static void Write(OnnxNodeWriter w, ActivationFunction function)
    {
        string x = w.Input;
        switch (function)
        {
            case ActivationFunction.Relu: w.Output("Relu", x); break;
            case ActivationFunction.Tanh: w.Output("Tanh", x); break;
            case ActivationFunction.Sigmoid: w.Output("Sigmoid", x); break;
            case ActivationFunction.HardSwish: w.Output("HardSwish", x); break;
            case ActivationFunction.Silu: w.Output("Mul", x, w.Inner("Sigmoid", x)); break;
            case ActivationFunction.Sin: w.Output("Sin", x); break;
            case ActivationFunction.Cos: w.Output("Cos", x); break;
            case ActivationFunction.Abs: w.Output("Abs", x); break;
            case ActivationFunction.Negate: w.Output("Neg", x); break;
            case ActivationFunction.HardSigmoid: w.Output("HardSigmoid", x).With("alpha", 1f / 6); break;
            case ActivationFunction.Relu6:
                w.Output("Clip", x, w.Constant([0], []), w.Constant([6], []));
                break;
            case ActivationFunction.Gaussian:
                w.Output("Exp", w.Inner("Mul", w.Inner("Mul", x, x), w.Constant([-0.5f], [])));
                break;
            case ActivationFunction.Step:
                w.Output("Cast", w.Inner("Greater", x, w.Constant([0], [])))
                    .With("to", (long)TensorProto.Types.DataType.Float);
                break;
            case ActivationFunction.Gelu:
                // Operator set 20 has Gelu; 17 has erf: x·(1 + erf(x/√2))/2.
                string erf = w.Inner("Erf", w.Inner("Mul", x, w.Constant([MathF.Sqrt(0.5f)], [])));
                string gate = w.Inner("Add", erf, w.Constant([1], []));
                w.Output("Mul", w.Inner("Mul", x, gate), w.Constant([0.5f], []));
                break;
            case ActivationFunction.GeluTanh:
                // x/2·(1 + tanh(√(2/π)·x·(1 + 0.044715·x²)))
                string square = w.Inner("Mul", w.Inner("Mul", x, x), w.Constant([0.044715f], []));
                string cubic = w.Inner("Mul", x, w.Inner("Add", square, w.Constant([1], [])));
                string scaled = w.Inner("Mul", cubic, w.Constant([MathF.Sqrt(2 / MathF.PI)], []));
                string opening = w.Inner("Add", w.Inner("Tanh", scaled), w.Constant([1], []));
                w.Output("Mul", w.Inner("Mul", x, opening), w.Constant([0.5f], []));
                break;
            default: throw new NotSupportedException($"ONNX export does not know the activation {function}.");
        }
    }
}
