using Precocial.Tensors.Kernels;

namespace Precocial.Tasks;

/// <summary>One cart and pole: a lane by itself.</summary>
internal sealed unsafe class CartPoleEpisode : IEpisode, IDrawable
{
    private readonly CartPoleTime _time;
    private readonly double[] _state = new double[CartPoleKernel.Rows];

    public CartPoleEpisode(CartPoleSwingUpOptions options, ReadOnlySpan<double> start)
    {
        _time = CartPoleTime.Of(options);
        fixed (double* state = _state)
            CartPoleKernel.Begin(state, stride: 1, lane: 0, start);
    }

    public void Observe(Span<double> observation)
    {
        observation[0] = _state[CartPoleKernel.Position];
        observation[1] = _state[CartPoleKernel.Speed];
        observation[2] = _state[CartPoleKernel.Cosine];
        observation[3] = _state[CartPoleKernel.Sine];
        observation[4] = _state[CartPoleKernel.Turn];
    }

    public StepResult Step(ReadOnlySpan<double> action)
    {
        double reward;
        fixed (double* state = _state, force = action)
        {
            uint done = CartPoleKernel.Step<DoubleLane1>(state, stride: 1, force, &reward, _time);
            return new(reward, done != 0);
        }
    }

    public Drawing Draw() => CartPoleDrawing.Of(
        _state[CartPoleKernel.Position], _state[CartPoleKernel.Sine], _state[CartPoleKernel.Cosine]);
}
