using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>LSTM layers without biases, one on top of the other, and their state during one walk.</summary>
/// <remarks>[i, f, o, g] = W·[x, h]; c ← σ(f)·c + σ(i)·tanh(g); h ← σ(o)·tanh(c). Source: the cell of ENAS's
/// released code.</remarks>
internal sealed class LstmStack
{
    private readonly Tensor[] _weights, _c, _h;
    private readonly int _units;

    /// <summary>A stack before the first step.</summary>
    /// <param name="tape">What records it.</param>
    /// <param name="parameters">Where the weights are.</param>
    /// <param name="layers">How many layers there are.</param>
    /// <param name="units">Units of each layer.</param>
    /// <param name="walks">How many walks are made at once, side by side.</param>
    public LstmStack(Tape tape, PolicyParameters parameters, int layers, int units, int walks = 1)
    {
        _units = units;
        _weights = [.. Enumerable.Range(0, layers).Select(
            i => tape.Input(parameters.Get($"lstm{i}", [4 * units, 2 * units])))];
        _c = [.. _weights.Select(_ => tape.Input(Tensor.Zeros([walks, units])))];
        _h = [.. _c];
    }

    /// <summary>The state of the uppermost layer, shape [walks, units].</summary>
    public Tensor Output => _h[^1];

    /// <summary>One step; the input has shape [walks, units].</summary>
    public void Step(Tensor x)
    {
        for (int layer = 0; layer < _weights.Length; layer++)
        {
            var gates = TensorOperations.Concat([x, _h[layer]], axis: 1).Linear(_weights[layer]);
            var (i, f, o, g) = (Gate(gates, 0), Gate(gates, 1), Gate(gates, 2), Gate(gates, 3));
            _c[layer] = f.Sigmoid() * _c[layer] + i.Sigmoid() * g.Tanh();
            x = _h[layer] = o.Sigmoid() * _c[layer].Tanh();
        }
    }

    private Tensor Gate(Tensor gates, int number) => gates.Slice(axis: 1, number * _units, _units);
}
