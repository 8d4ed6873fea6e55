using Precocial.Tensors;

namespace Precocial.Testing;

/// <summary>The formulas as they stand in the paper, one number at a time, in double precision.</summary>
public static class PlainNeurons
{
    /// <summary>The outputs for one input.</summary>
    /// <param name="wiring">The network.</param>
    /// <param name="inputs">One number for each of its inputs.</param>
    /// <param name="weight">The weight of a connection, by its number.</param>
    public static double[] Run(NeuronWiring wiring, double[] inputs, Func<int, double> weight)
    {
        var values = new double[wiring.Places];
        values[0] = 1;
        inputs.CopyTo(values, 1);
        for (int place = wiring.FirstNeuron; place < wiring.Places; place++)
        {
            double sum = 0;
            for (int i = 0; i < wiring.Connections; i++)
            {
                if (wiring.Targets[i] == place)
                    sum += weight(i) * values[wiring.Sources[i]];
            }
            values[place] = Apply(wiring.Functions[place - wiring.FirstNeuron], sum);
        }
        return values[wiring.FirstOutput..];
    }

    /// <summary>The function of a neuron.</summary>
    public static double Apply(NeuronFunction function, double x) => function switch
    {
        NeuronFunction.Linear => x,
        NeuronFunction.Step => x > 0 ? 1 : 0,
        NeuronFunction.Sine => Math.Sin(Math.PI * x),
        NeuronFunction.Gaussian => Math.Exp(-x * x / 2),
        NeuronFunction.Tanh => Math.Tanh(x),
        NeuronFunction.Sigmoid => (Math.Tanh(x / 2) + 1) / 2,
        NeuronFunction.Negate => -x,
        NeuronFunction.Abs => Math.Abs(x),
        NeuronFunction.Relu => Math.Max(0, x),
        NeuronFunction.Cosine => Math.Cos(Math.PI * x),
        NeuronFunction.Square => x * x,
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };
}
