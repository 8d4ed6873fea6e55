namespace Precocial.Tensors.Kernels;

/// <summary>Functions of single elements over contiguous arrays, and their gradients.</summary>
/// <remarks>
/// Outputs may be the inputs (in place); otherwise they must not overlap. A gradient takes the function's
/// input x or its
/// output y, as its parameter is named, and with <c>accumulate</c> adds to dx instead of setting it. Work
/// above
/// <see cref="Items.Block"/> elements is spread over <c>workers</c>; the bytes do not depend on it. Accuracy:
/// <see cref="VectorMath"/>.
/// </remarks>
internal static unsafe partial class Elementwise
{
    /// <summary>max(x, 0); NaN comes through.</summary>
    public static void Relu(float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new ReluFunction(), x, y, n, workers);

    public static void ReluBackward(
        float* dy, float* xOrY, float* dx, long n, bool accumulate, WorkerPool? workers = null) =>
        Map(new ReluGradient(), dy, xOrY, dx, n, accumulate, workers);

    /// <summary>x·Φ(x), Φ the normal distribution function: the exact form, PyTorch's default.</summary>
    public static void Gelu(float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new GeluFunction(), x, y, n, workers);

    public static void GeluBackward(
        float* dy, float* x, float* dx, long n, bool accumulate, WorkerPool? workers = null) =>
        Map(new GeluGradient(), dy, x, dx, n, accumulate, workers);

    /// <summary>The tanh approximation of gelu.</summary>
    public static void GeluTanh(float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new GeluTanhFunction(), x, y, n, workers);

    public static void GeluTanhBackward(
        float* dy, float* x, float* dx, long n, bool accumulate, WorkerPool? workers = null) =>
        Map(new GeluTanhGradient(), dy, x, dx, n, accumulate, workers);

    /// <summary>tanh x.</summary>
    public static void Tanh(float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new TanhFunction(), x, y, n, workers);

    public static void TanhBackward(
        float* dy, float* y, float* dx, long n, bool accumulate, WorkerPool? workers = null) =>
        Map(new TanhGradient(), dy, y, dx, n, accumulate, workers);

    /// <summary>1/(1 + e⁻ˣ).</summary>
    public static void Sigmoid(float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new SigmoidFunction(), x, y, n, workers);

    public static void SigmoidBackward(
        float* dy, float* y, float* dx, long n, bool accumulate, WorkerPool? workers = null) =>
        Map(new SigmoidGradient(), dy, y, dx, n, accumulate, workers);

    /// <summary>min(max(x, 0), 6).</summary>
    public static void Relu6(float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new Relu6Function(), x, y, n, workers);

    public static void Relu6Backward(
        float* dy, float* kept, float* dx, long n, bool accumulate, WorkerPool? workers = null) =>
        Map(new Relu6Gradient(), dy, kept, dx, n, accumulate, workers);

    /// <summary>x·min(max(x + 3, 0), 6)/6.</summary>
    public static void HardSwish(float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new HardSwishFunction(), x, y, n, workers);

    public static void HardSwishBackward(
        float* dy, float* x, float* dx, long n, bool accumulate, WorkerPool? workers = null) =>
        Map(new HardSwishGradient(), dy, x, dx, n, accumulate, workers);

    /// <summary>min(max(x + 3, 0), 6)/6.</summary>
    public static void HardSigmoid(float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new HardSigmoidFunction(), x, y, n, workers);

    public static void HardSigmoidBackward(
        float* dy, float* x, float* dx, long n, bool accumulate, WorkerPool? workers = null) =>
        Map(new HardSigmoidGradient(), dy, x, dx, n, accumulate, workers);

    /// <summary>x·sigmoid(x).</summary>
    public static void Silu(float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new SiluFunction(), x, y, n, workers);

    public static void SiluBackward(
        float* dy, float* x, float* dx, long n, bool accumulate, WorkerPool? workers = null) =>
        Map(new SiluGradient(), dy, x, dx, n, accumulate, workers);

    /// <summary>sin x.</summary>
    public static void Sin(float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new SinFunction(), x, y, n, workers);

    public static void SinBackward(
        float* dy, float* x, float* dx, long n, bool accumulate, WorkerPool? workers = null) =>
        Map(new SinGradient(), dy, x, dx, n, accumulate, workers);

    /// <summary>cos x.</summary>
    public static void Cos(float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new CosFunction(), x, y, n, workers);

    public static void CosBackward(
        float* dy, float* x, float* dx, long n, bool accumulate, WorkerPool? workers = null) =>
        Map(new CosGradient(), dy, x, dx, n, accumulate, workers);

    /// <summary>e^(−x²/2).</summary>
    public static void Gaussian(float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new GaussianFunction(), x, y, n, workers);

    public static void GaussianBackward(
        float* dy, float* x, float* dx, long n, bool accumulate, WorkerPool? workers = null) =>
        Map(new GaussianGradient(), dy, x, dx, n, accumulate, workers);

    /// <summary>|x|.</summary>
    public static void Abs(float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new AbsFunction(), x, y, n, workers);

    public static void AbsBackward(
        float* dy, float* x, float* dx, long n, bool accumulate, WorkerPool? workers = null) =>
        Map(new AbsGradient(), dy, x, dx, n, accumulate, workers);

    /// <summary>1 above 0, else 0; its gradient is 0 everywhere.</summary>
    public static void Step(float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new StepFunction(), x, y, n, workers);

    /// <summary>eˣ.</summary>
    public static void Exp(float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new ExpFunction(), x, y, n, workers);

    public static void ExpBackward(
        float* dy, float* y, float* dx, long n, bool accumulate, WorkerPool? workers = null) =>
        Map(new ExpGradient(), dy, y, dx, n, accumulate, workers);

    /// <summary>ln x.</summary>
    public static void Log(float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new LogFunction(), x, y, n, workers);

    public static void LogBackward(
        float* dy, float* x, float* dx, long n, bool accumulate, WorkerPool? workers = null) =>
        Map(new LogGradient(), dy, x, dx, n, accumulate, workers);

    /// <summary>√x.</summary>
    public static void Sqrt(float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new SqrtFunction(), x, y, n, workers);

    public static void SqrtBackward(
        float* dy, float* y, float* dx, long n, bool accumulate, WorkerPool? workers = null) =>
        Map(new SqrtGradient(), dy, y, dx, n, accumulate, workers);

    /// <summary>x².</summary>
    public static void Square(float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new SquareFunction(), x, y, n, workers);

    public static void SquareBackward(
        float* dy, float* x, float* dx, long n, bool accumulate, WorkerPool? workers = null) =>
        Map(new SquareGradient(), dy, x, dx, n, accumulate, workers);

    /// <summary>−x.</summary>
    public static void Negate(float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new NegateFunction(), x, y, n, workers);

    public static void NegateBackward(
        float* dy, float* x, float* dx, long n, bool accumulate, WorkerPool? workers = null) =>
        Map(new NegateGradient(), dy, x, dx, n, accumulate, workers);

    /// <summary>1/x.</summary>
    public static void Reciprocal(float* x, float* y, long n, WorkerPool? workers = null) =>
        Map(new ReciprocalFunction(), x, y, n, workers);

    public static void ReciprocalBackward(
        float* dy, float* y, float* dx, long n, bool accumulate, WorkerPool? workers = null) =>
        Map(new ReciprocalGradient(), dy, y, dx, n, accumulate, workers);
}
