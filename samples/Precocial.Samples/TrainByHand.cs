using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Samples;

/// <summary>The engine alone: parameters, a tape, gradients, an optimizer.</summary>
internal static class TrainByHand
{
    public static void Run()
    {
        var data = DataSplit.Stratified(Digits.Load(), new Rng(1));
        var weight = Tensor.Zeros([10, 64], requiresGradient: true);
        var bias = Tensor.Zeros([10], requiresGradient: true);
        var optimizer = new Adam([weight, bias]) { LearningRate = 0.003f };
        using var tape = new Tape();
        var batches = new Batches(data.Train, batchSize: 64);

        for (int epoch = 0; epoch < 5; epoch++)
        {
            foreach (var batch in batches.Shuffled(new Rng(1).Split((ulong)epoch)))
            {
                var x = tape.Input(batch.Inputs).Reshape([batch.Count, 64]);
                var loss = x.Linear(weight, bias).CrossEntropy(batch.Labels);
                tape.Backward(loss);
                optimizer.Step();
                optimizer.ClearGradients();
                tape.Reset();
            }
        }
        Console.WriteLine($"linear model: {Accuracy(tape, data.Test, weight, bias):P1} on the test part");
    }

    private static double Accuracy(Tape tape, Dataset data, Tensor weight, Tensor bias)
    {
        var logits = tape.Input(data.Inputs).Reshape([data.Count, 64]).Linear(weight, bias).ToArray();
        tape.Reset();
        return Enumerable.Range(0, data.Count).Average(i => Largest(logits.AsSpan(i * 10, 10)) == data.Labels[i] ? 1.0 : 0.0);
    }

    private static int Largest(ReadOnlySpan<float> row)
    {
        int largest = 0;
        for (int i = 1; i < row.Length; i++)
            largest = row[i] > row[largest] ? i : largest;
        return largest;
    }
}
