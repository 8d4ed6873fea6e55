namespace Precocial.Tensors.Kernels;

/// <summary>An item is a block of 32 samples: turned into lanes, run, turned back.</summary>
internal readonly unsafe struct NeuronForward(
    NeuronBlocks blocks, float* x, float* weights, float* y) : IItemKernel
{
    public void Run<T>(int item) where T : struct, ILanes<T>
    {
        NeuronProgram program = blocks.Program;
        int size = NeuronBlocks.Size, samples = blocks.SamplesIn(item);
        float* rows = blocks.Rows(item), inputs = rows + size;
        float* source = x + (nint)item * size * program.Inputs;
        new Span<float>(rows, size).Fill(1);
        for (int i = 0; i < program.Inputs; i++)
        {
            for (int sample = 0; sample < size; sample++)
                inputs[(nint)i * size + sample] =
                    sample < samples ? source[(nint)sample * program.Inputs + i] : 0;
        }
        NeuronSweep<T>.RunTuned(program, rows, weights, blocks.Neurons(item), blocks.Sums(item));
        float* outputs = blocks.Neurons(item) + (nint)program.FirstOutput * size;
        float* target = y + (nint)item * size * program.Outputs;
        for (int sample = 0; sample < samples; sample++)
        {
            for (int output = 0; output < program.Outputs; output++)
                *target++ = outputs[(nint)output * size + sample];
        }
    }
}
