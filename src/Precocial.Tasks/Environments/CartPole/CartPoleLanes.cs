using System.Numerics;
using Precocial.Tensors.Kernels;

namespace Precocial.Tasks;

/// <summary>Carts and poles side by side, a register of them at a time.</summary>
internal sealed unsafe class CartPoleLanes : IEpisodeLanes
{
    private readonly CartPoleTime _time;
    private readonly double[] _memory;
    private readonly double* _state;

    public CartPoleLanes(CartPoleSwingUpOptions options, int capacity)
    {
        if (capacity < 1 || capacity % 8 != 0)
            throw new ArgumentException($"Lanes come in multiples of eight, but {capacity} were asked for.");
        (_time, Capacity) = (CartPoleTime.Of(options), capacity);
        _memory = GC.AllocateArray<double>(CartPoleKernel.Rows * capacity + 8, pinned: true);
        // The first place that is a multiple of 64 bytes, so that no register crosses a cache line.
        fixed (double* start = _memory)
            _state = (double*)(((nuint)start + 63) / 64 * 64);
    }

    public int Capacity { get; }

    public void Begin(int lane, int seed)
    {
        Span<double> start = stackalloc double[4];
        CartPoleSwingUp.Start(seed, start);
        CartPoleKernel.Begin(_state, Capacity, Checked(lane), start);
    }

    public void BeginAt(int lane, ReadOnlySpan<double> start)
    {
        CartPoleSwingUp.CheckStart(start);
        CartPoleKernel.Begin(_state, Capacity, Checked(lane), start);
    }

    // The empty lane is set to rest: it goes on being computed, and must not grow into huge angles.
    public void Move(int from, int to)
    {
        (from, to) = (Checked(from), Checked(to));
        for (int row = 0; row < CartPoleKernel.Rows; row++)
        {
            _state[row * Capacity + to] = _state[row * Capacity + from];
            if (from != to)
                _state[row * Capacity + from] = 0;
        }
    }

    public void Observe(int lanes, Span<double> observations)
    {
        ReadOnlySpan<int> rows =
        [
            CartPoleKernel.Position, CartPoleKernel.Speed, CartPoleKernel.Cosine, CartPoleKernel.Sine,
            CartPoleKernel.Turn,
        ];
        for (int i = 0; i < rows.Length; i++)
        {
            new ReadOnlySpan<double>(_state + rows[i] * Capacity, lanes)
                .CopyTo(observations.Slice(i * Capacity, lanes));
        }
    }

    public bool Step(int lanes, ReadOnlySpan<double> actions, Span<double> rewards, Span<bool> done)
    {
        Checked(lanes - 1);
        if (actions.Length < Capacity || rewards.Length < Capacity)
            throw new ArgumentException($"A row has {Capacity} lanes, but {actions.Length} actions and "
                + $"room for "
                + $"{rewards.Length} rewards were given.");
        done[..lanes].Clear();
        fixed (double* action = actions, reward = rewards)
        {
            if (DoubleLanes8.IsSupported)
                return Step<DoubleLanes8>(lanes, action, reward, done);
            if (DoubleLanes4.IsSupported)
                return Step<DoubleLanes4>(lanes, action, reward, done);
            if (DoubleLanes2.IsSupported)
                return Step<DoubleLanes2>(lanes, action, reward, done);
            return Step<DoubleLane1>(lanes, action, reward, done);
        }
    }

    private bool Step<T>(int lanes, double* action, double* reward, Span<bool> done)
        where T : struct, IDoubleLanes<T>
    {
        bool any = false;
        for (int first = 0; first < lanes; first += T.Count)
        {
            uint over =
                CartPoleKernel.Step<T>(_state + first, Capacity, action + first, reward + first, _time);
            for (; over != 0; over &= over - 1)
            {
                int lane = first + BitOperations.TrailingZeroCount(over);
                if (lane >= lanes)
                    break;
                done[lane] = any = true;
            }
        }
        return any;
    }

    private int Checked(int lane)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)lane, (uint)Capacity, nameof(lane));
        return lane;
    }
}
