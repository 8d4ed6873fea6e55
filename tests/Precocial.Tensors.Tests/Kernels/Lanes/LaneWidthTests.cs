using Precocial.Tensors.Kernels;

namespace Precocial.Tensors.Tests.Kernels.Lanes;

/// <summary>A formula gives the same bits whatever the width: the scalar lane is the reference.</summary>
public sealed unsafe class LaneWidthTests
{
    [Fact]
    public void Exponentials_OfAnyWidth_GiveTheSameBits()
    {
        SameBits(new ExpFunction());
        SameBits(new TanhFunction());
        SameBits(new SigmoidFunction());
        SameBits(new SiluFunction());
    }

    [Fact]
    public void NormalFunctions_OfAnyWidth_GiveTheSameBits()
    {
        SameBits(new GeluFunction());
        SameBits(new GeluTanhFunction());
        SameBits(new GaussianFunction());
        SameBits(new LogFunction());
    }

    [Fact]
    public void Angles_OfAnyWidth_GiveTheSameBits()
    {
        SameBits(new SinFunction());
        SameBits(new CosFunction());
    }

    [Fact]
    public void Rectifiers_OfAnyWidth_GiveTheSameBits()
    {
        SameBits(new ReluFunction());
        SameBits(new Relu6Function());
        SameBits(new HardSwishFunction());
        SameBits(new HardSigmoidFunction());
        SameBits(new AbsFunction());
        SameBits(new StepFunction());
        SameBits(new SqrtFunction());
    }

    private static void SameBits<TFunction>(TFunction function) where TFunction : struct, IUnaryFunction
    {
        float[] x = FloatSamples.Strided(step: 104729);
        float[] expected = Map<TFunction, Lane1>(function, x);
        if (Lanes16.IsSupported)
            ShouldEqual(Map<TFunction, Lanes16>(function, x), expected, x);
        if (Lanes8.IsSupported)
            ShouldEqual(Map<TFunction, Lanes8>(function, x), expected, x);
        if (Lanes4.IsSupported)
            ShouldEqual(Map<TFunction, Lanes4>(function, x), expected, x);
    }

    private static float[] Map<TFunction, T>(TFunction function, float[] x)
        where TFunction : struct, IUnaryFunction
        where T : struct, ILanes<T>
    {
        float[] y = new float[x.Length];
        fixed (float* from = x, to = y)
        {
            for (int i = 0; i < x.Length; i += T.Count)
            {
                T value = function.Apply(LaneAccess.Load<T>(from + i, x.Length - i));
                LaneAccess.Store(value, to + i, x.Length - i);
            }
        }
        return y;
    }

    private static void ShouldEqual(float[] actual, float[] expected, float[] x)
    {
        for (int i = 0; i < x.Length; i++)
        {
            bool same = BitConverter.SingleToInt32Bits(actual[i]) == BitConverter.SingleToInt32Bits(expected[i])
                || (float.IsNaN(actual[i]) && float.IsNaN(expected[i]));
            same.ShouldBeTrue($"at {x[i]:R}: {actual[i]:R} but one lane gives {expected[i]:R}");
        }
    }
}
