using static Precocial.Tensors.Kernels.LaneAccess;

namespace Precocial.Tensors.Kernels;

/// <summary>One step of an optimizer over one parameter's elements: a single pass over memory.</summary>
internal static unsafe class OptimizerKernels
{
    /// <summary>g = gradient + weightDecay·parameter; parameter −= learningRate·g.</summary>
    public static void Sgd(
        float* parameter, float* gradient, long n, float learningRate, float weightDecay,
        WorkerPool? workers = null) =>
        Items.Run(new SgdStep(parameter, gradient, n, learningRate, weightDecay), Items.Of(n), workers);

    /// <summary>v = momentum·v + g, with g as above; parameter −= learningRate·v, or with Nesterov's rule
    /// learningRate·(g + momentum·v). As PyTorch's SGD without dampening.</summary>
    public static void Momentum(
        float* parameter, float* gradient, float* velocity, long n, float learningRate, float momentum,
        float weightDecay, bool nesterov, WorkerPool? workers = null) =>
        Items.Run(
            new MomentumStep(parameter, gradient, velocity, n, learningRate, momentum, weightDecay, nesterov),
            Items.Of(n), workers);

    /// <summary>Kingma and Ba, "Adam", ICLR 2015, algorithm 1. With <paramref name="decoupled"/> the decay
    /// shrinks the
    /// parameter (AdamW: Loshchilov and Hutter, ICLR 2019), else it joins the gradient.
    /// <paramref name="first"/> and <paramref name="second"/> are the means m of the gradient and v of its
    /// square;
    /// <paramref name="step"/> is 1 at the first call.</summary>
    public static void Adam(
        float* parameter, float* gradient, float* first, float* second, long n, float learningRate, float beta1,
        float beta2, float epsilon, float weightDecay, bool decoupled, long step, WorkerPool? workers = null)
    {
        double rate = learningRate / (1 - Math.Pow(beta1, step));
        double correction = 1 / Math.Sqrt(1 - Math.Pow(beta2, step));
        float shrink = decoupled ? 1 - learningRate * weightDecay : 1;
        var kernel = new AdamStep(
            parameter, gradient, first, second, n, (float)rate, beta1, beta2, epsilon, (float)correction,
            decoupled ? 0 : weightDecay, shrink);
        Items.Run(kernel, Items.Of(n), workers);
    }

    private readonly struct SgdStep(
        float* parameter, float* gradient, long n, float learningRate, float weightDecay) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            T rate = T.Broadcast(-learningRate), decay = T.Broadcast(weightDecay);
            long end = Math.Min(n, (item + 1L) * Items.Block);
            for (long i = (long)item * Items.Block; i < end; i += T.Count)
            {
                int count = (int)(end - i);
                T p = Load<T>(parameter + i, count);
                T g = T.MultiplyAdd(p, decay, Load<T>(gradient + i, count));
                Store(T.MultiplyAdd(g, rate, p), parameter + i, count);
            }
        }
    }

    private readonly struct MomentumStep(
        float* parameter, float* gradient, float* velocity, long n, float learningRate, float momentum,
        float weightDecay, bool nesterov) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            T rate = T.Broadcast(-learningRate), mu = T.Broadcast(momentum), decay = T.Broadcast(weightDecay);
            long end = Math.Min(n, (item + 1L) * Items.Block);
            for (long i = (long)item * Items.Block; i < end; i += T.Count)
            {
                int count = (int)(end - i);
                T p = Load<T>(parameter + i, count);
                T g = T.MultiplyAdd(p, decay, Load<T>(gradient + i, count));
                T v = T.MultiplyAdd(Load<T>(velocity + i, count), mu, g);
                Store(v, velocity + i, count);
                T direction = nesterov ? T.MultiplyAdd(v, mu, g) : v;
                Store(T.MultiplyAdd(direction, rate, p), parameter + i, count);
            }
        }
    }

    private readonly struct AdamStep(
        float* parameter, float* gradient, float* first, float* second, long n, float rate, float beta1, float beta2,
        float epsilon, float correction, float weightDecay, float shrink) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            T b1 = T.Broadcast(beta1), b2 = T.Broadcast(beta2), decay = T.Broadcast(weightDecay);
            T rest1 = T.Broadcast(1 - beta1), rest2 = T.Broadcast(1 - beta2);
            T tiny = T.Broadcast(epsilon), root = T.Broadcast(correction);
            T minusRate = T.Broadcast(-rate), keep = T.Broadcast(shrink);
            long end = Math.Min(n, (item + 1L) * Items.Block);
            for (long i = (long)item * Items.Block; i < end; i += T.Count)
            {
                int count = (int)(end - i);
                T p = Load<T>(parameter + i, count);
                T g = T.MultiplyAdd(p, decay, Load<T>(gradient + i, count));
                T m = T.MultiplyAdd(Load<T>(first + i, count), b1, rest1 * g);
                T v = T.MultiplyAdd(Load<T>(second + i, count), b2, rest2 * (g * g));
                Store(m, first + i, count);
                Store(v, second + i, count);
                T direction = m / T.MultiplyAdd(T.Sqrt(v), root, tiny);
                Store(T.MultiplyAdd(direction, minusRate, p * keep), parameter + i, count);
            }
        }
    }
}
