using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>An LSTM that reads a sequence of choices and says one number: a member of an
/// <see cref="LstmEnsemble"/>.</summary>
internal sealed class SequenceRegressor
{
    private const int BatchSize = 32, LargestBatch = 512;

    // As ENAS's controller, whose cell it is.
    private const double InitialRange = 0.1;

    private readonly ImmutableArray<int> _options;
    private readonly int _units;
    private readonly PolicyParameters _parameters;

    public SequenceRegressor(ImmutableArray<int> options, int units, ulong seed)
    {
        (_options, _units) = (options, units);
        _parameters = new(seed, rng => InitialRange * (2 * rng.NextDouble() - 1));
        using var tape = new Tape(recording: false);
        Read(tape, [new int[options.Length]]); // makes every parameter
    }

    public void Train(int[][] rows, float[] targets, int epochs, float rate, Rng rng)
    {
        using var tape = new Tape();
        var adam = new Adam([.. _parameters.All], rate);
        int[] order = [.. Enumerable.Range(0, rows.Length)];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            rng.Shuffle<int>(order);
            int[][] batches =
                [.. order.GroupBy(i => rows[i].Length).SelectMany(group => group.Chunk(BatchSize))];
            rng.Shuffle<int[]>(batches);
            foreach (int[] batch in batches)
                Step(tape, adam, [.. batch.Select(i => rows[i])], [.. batch.Select(i => targets[i])]);
        }
    }

    /// <summary>One number for each row.</summary>
    public float[] Predict(int[][] rows)
    {
        var forecasts = new float[rows.Length];
        using var tape = new Tape(recording: false);
        foreach (int[] batch in Enumerable.Range(0, rows.Length).GroupBy(i => rows[i].Length)
            .SelectMany(group => group.Chunk(LargestBatch)))
        {
            ReadOnlySpan<float> scores = Read(tape, [.. batch.Select(i => rows[i])]).Span;
            for (int i = 0; i < batch.Length; i++)
                forecasts[batch[i]] = scores[i];
            tape.Reset();
        }
        return forecasts;
    }

    private void Step(Tape tape, Adam adam, int[][] rows, float[] targets)
    {
        Tensor error = Read(tape, rows) - Tensor.From(targets, [targets.Length, 1]);
        tape.Backward(error.Abs().Mean());
        adam.Step();
        adam.ClearGradients();
        tape.Reset();
    }

    // Rows of one length; shape [rows, 1].
    private Tensor Read(Tape tape, int[][] rows)
    {
        var lstm = new LstmStack(tape, _parameters, layers: 1, _units, rows.Length);
        for (int t = 0; t < rows[0].Length; t++)
        {
            int kind = t % _options.Length;
            Tensor table = tape.Input(_parameters.Get($"embedding{kind}", [_options[kind], _units]));
            lstm.Step(table.Gather([.. rows.Select(row => row[t])]));
        }
        return lstm.Output.Linear(
            tape.Input(_parameters.Get("score", [1, _units])),
            tape.Input(_parameters.Get("bias", [1], _ => 0)));
    }
}
