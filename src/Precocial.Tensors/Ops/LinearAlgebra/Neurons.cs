using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

public static partial class TensorOperations
{
    /// <summary>A network written neuron by neuron.</summary>
    /// <param name="x">Shape [batch, inputs].</param>
    /// <param name="weight">Shape [connections], in the order of the wiring's connections.</param>
    /// <param name="wiring">Who feeds whom, and which function each applies.</param>
    /// <returns>Shape [batch, outputs].</returns>
    /// <remarks>2·connections FLOPs a row and one function a neuron. The derivative of a step is 0, those of
    /// |x| and max(x, 0) are 0 at 0.</remarks>
    /// <exception cref="ShapeException">x or the weight does not fit the wiring.</exception>
    public static unsafe Tensor Neurons(this Tensor x, Tensor weight, NeuronWiring wiring)
    {
        var tape = Tape.Of(x, weight);
        if (x.Shape.Rank != 2 || x.Shape[1] != wiring.Inputs
            || weight.Shape.Rank != 1 || weight.Shape[0] != wiring.Connections)
        {
            throw new ShapeException($"Neurons: x must be [batch, {wiring.Inputs}] and the weight "
                + $"[{wiring.Connections}], but they are {x.Shape} and {weight.Shape}.");
        }
        NeuronProgram program = wiring.Program;
        int batch = x.Shape[0];
        var y = tape.Allocate([batch, wiring.Outputs], x.RequiresGradient || weight.RequiresGradient);
        var blocks =
            new NeuronBlocks(program, batch, tape.AllocateBlock(NeuronBlocks.Length(program, batch)));
        Items.Run(new NeuronForward(blocks, x.Pointer, weight.Pointer, y.Pointer), blocks.Count,
            tape.Workers);
        return tape.Record(new NeuronsOperation(x, weight, blocks), y);
    }
}

internal sealed unsafe class NeuronsOperation(Tensor x, Tensor weight, NeuronBlocks blocks) : Operation
{
    public override void Backward(Tape tape)
    {
        int connections = blocks.Program.LiveConnections,
            length = Math.Max(1, checked(blocks.Count * connections));
        float* partials = tape.Rent(length);
        var dx = x.RequiresGradient ? tape.GradientOf(x) : default;
        Items.Run(new NeuronBackward(blocks, weight.Pointer, OutputGradient, partials, dx), blocks.Count,
            tape.Workers);
        if (weight.RequiresGradient)
            AddUp(partials, tape.GradientOf(weight));
        tape.Return(partials, length);
    }

    // Block after block, so that the sum has one order.
    private void AddUp(float* partials, GradientTarget dw)
    {
        NeuronProgram program = blocks.Program;
        if (!dw.Accumulate)
            new Span<float>(dw.Pointer, weight.Count).Clear();
        for (int i = 0; i < program.LiveConnections; i++)
        {
            double sum = 0;
            for (int block = 0; block < blocks.Count; block++)
                sum += partials[(nint)block * program.LiveConnections + i];
            dw.Pointer[program.Connections[i]] += (float)sum;
        }
    }
}
