using System.Runtime.CompilerServices;
using Precocial.Tensors.Kernels;

namespace Precocial.Tasks;

/// <summary>One time step of carts and poles, an episode in each lane.</summary>
/// <remarks>
/// State: rows of <c>stride</c> numbers: x, ẋ, θ, θ̇, sin θ, cos θ, steps. The operations and their order are
/// those of the authors' code, none fused, so that only the last bit of a sine can differ. Explicit Euler
/// with the old speeds. 60 FLOPs and a sine and two cosines a step.
/// </remarks>
internal static unsafe class CartPoleKernel
{
    /// <summary>Rows of the state.</summary>
    public const int Rows = 7;

    public const int Position = 0, Speed = 1, Angle = 2, Turn = 3, Sine = 4, Cosine = 5, Steps = 6;

    /// <summary>Half the track, metres.</summary>
    public const double TrackEnd = 2.4;

    /// <summary>Length of the pole, metres.</summary>
    public const double Length = 0.6;

    private const double Gravity = 9.82, CartMass = 0.5, PoleMass = 0.5, Force = 10, Friction = 0.1;
    private const double Mass = CartMass + PoleMass, PoleMassLength = PoleMass * Length;

    /// <summary>Writes a start state into a lane.</summary>
    public static void Begin(double* state, int stride, int lane, ReadOnlySpan<double> start)
    {
        for (int i = 0; i < 4; i++)
            state[i * stride + lane] = start[i];
        DoubleLane1 sine = DoubleMath.SinCos(DoubleLane1.Broadcast(start[2]), out DoubleLane1 cosine);
        sine.Store(state + Sine * stride + lane);
        cosine.Store(state + Cosine * stride + lane);
        state[Steps * stride + lane] = 0;
    }

    /// <summary>Steps the lanes of one register.</summary>
    /// <param name="state">Its first lane in the first row.</param>
    /// <param name="stride">Lanes of a row.</param>
    /// <param name="action">Its lanes' actions.</param>
    /// <param name="reward">Receives their rewards.</param>
    /// <param name="options">Time step and limit.</param>
    /// <returns>A bit for each lane whose episode is over.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Step<T>(
        double* state, int stride, double* action, double* reward, in CartPoleTime options)
        where T : struct, IDoubleLanes<T>
    {
        T x = T.Load(state), v = T.Load(state + Speed * stride);
        T angle = T.Load(state + Angle * stride), turn = T.Load(state + Turn * stride);
        T s = T.Load(state + Sine * stride), c = T.Load(state + Cosine * stride);
        T force = T.Max(T.Broadcast(-1), T.Min(T.Broadcast(1), T.Load(action))) * T.Broadcast(Force);
        T square = turn * turn, cosines = c * c, dt = T.Broadcast(options.SecondsPerStep);
        T acceleration = (T.Broadcast(-2 * PoleMassLength) * square * s
            + T.Broadcast(3 * PoleMass * Gravity) * s * c + T.Broadcast(4) * force
            - T.Broadcast(4 * Friction) * v) / (T.Broadcast(4 * Mass) - T.Broadcast(3 * PoleMass) * cosines);
        T spin = (T.Broadcast(-3 * PoleMassLength) * square * s * c + T.Broadcast(6 * Mass * Gravity) * s
            + T.Broadcast(6) * (force - T.Broadcast(Friction) * v) * c)
            / (T.Broadcast(4 * Length * Mass) - T.Broadcast(3 * PoleMassLength) * cosines);
        x += v * dt;
        angle += turn * dt;
        v += acceleration * dt;
        turn += spin * dt;
        s = DoubleMath.SinCos(angle, out c);
        T steps = T.Load(state + Steps * stride) + T.Broadcast(1);
        x.Store(state);
        v.Store(state + Speed * stride);
        angle.Store(state + Angle * stride);
        turn.Store(state + Turn * stride);
        s.Store(state + Sine * stride);
        c.Store(state + Cosine * stride);
        steps.Store(state + Steps * stride);
        T upright = (c + T.Broadcast(1)) / T.Broadcast(2);
        T central = DoubleMath.Cos(x / T.Broadcast(TrackEnd) * T.Broadcast(Math.PI / 2));
        (upright * central).Store(reward);
        return T.Bits(T.LessThan(T.Broadcast(TrackEnd), T.Abs(x))
            | T.LessThan(T.Broadcast(options.LastStep), steps));
    }
}

/// <summary>The numbers of a <see cref="CartPoleSwingUpOptions"/> that a step needs.</summary>
/// <param name="SecondsPerStep">Simulated time of a step.</param>
/// <param name="LastStep">An episode is over when it has more steps than this.</param>
internal readonly record struct CartPoleTime(double SecondsPerStep, double LastStep)
{
    public static CartPoleTime Of(CartPoleSwingUpOptions options) =>
        new(options.SecondsPerStep, options.StepLimit - 0.5);
}
