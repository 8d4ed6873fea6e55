namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>A network written neuron by neuron.</summary>
    /// <param name="x">Shape [batch, inputs].</param>
    /// <param name="weight">Shape [connections], in the order of the wiring's connections.</param>
    /// <param name="wiring">Who feeds whom, and which function each applies.</param>
    /// <returns>Shape [batch, outputs].</returns>
    /// <remarks>2·connections FLOPs a row and one function a neuron.</remarks>
    /// <exception cref="ShapeException">x or the weight does not fit the wiring.</exception>
    public static Tensor Neurons(this Tensor x, Tensor weight, NeuronWiring wiring) =>
        throw new NotImplementedException();
}
