using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>A policy's parameters by name, each made when it is first asked for, from a stream of its own
/// name.</summary>
internal sealed class PolicyParameters(ulong seed, Func<Rng, double> draw)
{
    private readonly Rng _streams = new(seed);
    private readonly Dictionary<string, Tensor> _byName = [];

    public IReadOnlyCollection<Tensor> All => _byName.Values;

    public Tensor Get(string name, Shape shape) => Get(name, shape, draw);

    /// <summary>A parameter with a first value other than a draw.</summary>
    public Tensor Get(string name, Shape shape, Func<Rng, double> first)
    {
        if (!_byName.TryGetValue(name, out var parameter))
        {
            var rng = _streams.Split(name);
            _byName[name] = parameter = Tensor.Zeros(shape, requiresGradient: true);
            foreach (ref float value in parameter.Span)
                value = (float)first(rng);
        }
        return parameter.Shape == shape ? parameter : throw new ArgumentException(
            $"The policy's parameter {name} is {parameter.Shape}, but a decision needs {shape}: decisions "
            + "with one name or head must have the same options.");
    }
}
