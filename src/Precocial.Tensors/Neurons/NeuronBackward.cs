using System.Runtime.CompilerServices;

namespace Precocial.Tensors.Kernels;

/// <summary>The reverse of <see cref="NeuronForward"/>: an item is a block of 32 samples.</summary>
/// <remarks>From the last neuron back: its gradient times the derivative at its sum goes to each source times
/// the weight, and times the source's value into the connection's own sum over the block.</remarks>
internal readonly unsafe struct NeuronBackward(
    NeuronBlocks blocks, float* weights, float* dy, float* partials, GradientTarget dx) : IItemKernel
{
    public void Run<T>(int item) where T : struct, ILanes<T>
    {
        NeuronProgram program = blocks.Program;
        int size = NeuronBlocks.Size, firstNeuron = 1 + program.Inputs;
        float* rows = blocks.Rows(item), sums = blocks.Sums(item);
        float* gradients = Scratch.Rent(ScratchUse.NeuronState, (long)program.Rows * size);
        LoadOutputGradients(item, gradients);
        for (int neuron = program.Neurons - 1; neuron >= 0; neuron--)
        {
            float* own = gradients + (nint)(firstNeuron + neuron) * size;
            float* value = rows + (nint)(firstNeuron + neuron) * size;
            for (int lane = 0; lane < size; lane += T.Count)
            {
                T slope = Slope(program.Functions[neuron],
                    T.Load(sums + (nint)neuron * size + lane), T.Load(value + lane));
                (T.Load(own + lane) * slope).Store(own + lane);
            }
            for (int i = program.Starts[neuron]; i < program.Starts[neuron + 1]; i++)
            {
                nint source = (nint)program.Sources[i] * size;
                partials[(nint)item * program.LiveConnections + i] = Connection<T>(
                    own, T.Broadcast(weights[program.Connections[i]]), rows + source, gradients + source);
            }
        }
        if (dx.Pointer is not null)
            StoreInputGradients(item, gradients + size);
    }

    // source += weight·own; gives Σ own·value.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Connection<T>(float* own, T weight, float* value, float* source)
        where T : struct, ILanes<T>
    {
        // Sixteen running sums whatever the width, so that the result is the same at every one.
        float* sums = stackalloc float[16];
        new Span<float>(sums, 16).Clear();
        for (int lane = 0; lane < NeuronBlocks.Size; lane += T.Count)
        {
            T gradient = T.Load(own + lane);
            T.MultiplyAdd(gradient, weight, T.Load(source + lane)).Store(source + lane);
            float* sum = sums + lane % 16;
            T.MultiplyAdd(gradient, T.Load(value + lane), T.Load(sum)).Store(sum);
        }
        float total = 0;
        for (int i = 0; i < 16; i++)
            total += sums[i];
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Slope<T>(NeuronFunction function, T x, T y) where T : struct, ILanes<T>
    {
        T zero = T.Broadcast(0f), one = T.Broadcast(1f), pi = T.Broadcast(MathF.PI);
        return function switch
        {
            NeuronFunction.Step => zero,
            NeuronFunction.Sine => SingleArithmetic<T>.Cosine(x) * pi,
            NeuronFunction.Cosine => SingleArithmetic<T>.Sine(x) * -pi,
            NeuronFunction.Gaussian => -x * y,
            NeuronFunction.Tanh => one - y * y,
            NeuronFunction.Sigmoid => y * (one - y),
            NeuronFunction.Negate => -one,
            NeuronFunction.Abs => T.Select(T.LessThan(x, zero), -one, T.LessThan(zero, x) & one),
            NeuronFunction.Relu => T.LessThan(zero, x) & one,
            NeuronFunction.Square => x + x,
            _ => one,
        };
    }

    private void LoadOutputGradients(int item, float* gradients)
    {
        NeuronProgram program = blocks.Program;
        int size = NeuronBlocks.Size;
        new Span<float>(gradients, program.Rows * size).Clear();
        float* target = gradients + (nint)(program.Rows - program.Outputs) * size;
        float* source = dy + (nint)item * size * program.Outputs;
        for (int sample = 0; sample < blocks.SamplesIn(item); sample++)
        {
            for (int output = 0; output < program.Outputs; output++)
                target[(nint)output * size + sample] = *source++;
        }
    }

    private void StoreInputGradients(int item, float* gradients)
    {
        int inputs = blocks.Program.Inputs, size = NeuronBlocks.Size;
        float* target = dx.Pointer + (nint)item * size * inputs;
        for (int sample = 0; sample < blocks.SamplesIn(item); sample++)
        {
            for (int i = 0; i < inputs; i++, target++)
                *target = gradients[(nint)i * size + sample] + (dx.Accumulate ? *target : 0);
        }
    }
}
