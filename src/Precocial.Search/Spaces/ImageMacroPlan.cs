using System.Collections.Immutable;
using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>Convolutional networks: a stem, stages of equal blocks, a head.</summary>
internal sealed class ImageMacroPlan : IMacroPlan
{
    private const int MostStages = 4, SmallestSide = 2, LargeSide = 24;
    private static readonly int[] s_stemWidths = [16, 8, 12, 24, 32, 48];
    private static readonly double[] s_widening = [2, 1.5, 1];
    private static readonly float[] s_dropout = [0, 0.1f, 0.2f, 0.4f];

    private static readonly ActivationFunction[] s_activations =
    [
        ActivationFunction.Relu, ActivationFunction.Silu, ActivationFunction.HardSwish,
        ActivationFunction.Gelu,
    ];

    public ImageMacroPlan(TaskGeometry task)
    {
        int side = Math.Min(task.Input[1], task.Input[2]);
        int stages = Stages(side);
        var decisions = ImmutableArray.CreateBuilder<Decision>();
        decisions.Add(Decision.Among<int>("stages", [.. Enumerable.Range(1, stages)]));
        decisions.Add(Decision.Among<int>("stem", s_stemWidths));
        // On large images a stem of stride 2 is four times cheaper.
        decisions.Add(Decision.Among<int>("stride", side >= LargeSide ? [1, 2] : [1]));
        decisions.Add(Decision.Among("activation", ["relu", "silu", "hardswish", "gelu"]));
        decisions.Add(Decision.Among("head", ["average", "flatten"]));
        decisions.Add(Decision.Among<float>("dropout", s_dropout));
        for (int stage = 1; stage <= stages; stage++)
            decisions.AddRange(StageDecisions(stage));
        Decisions = decisions.ToImmutable();
    }

    public ImmutableArray<Decision> Decisions { get; }

    public void Build(GraphBuilder builder, Func<string, int> choice)
    {
        var activation = new Activation(s_activations[choice("activation")]);
        int width = s_stemWidths[choice("stem")];
        builder.Add("stem", new Convolution(width, Kernel: 3, Stride: choice("stride") + 1));
        builder.Add("stem_norm", new BatchNorm());
        builder.Add("stem_activation", activation);
        for (int stage = 1; stage <= choice("stages") + 1; stage++)
            width = BuildStage(builder, choice, stage, width, activation);
        builder.Add("head", choice("head") == 0 ? new GlobalAveragePool() : new Flatten());
        if (choice("dropout") != 0)
            builder.Add("dropout", new Dropout(s_dropout[choice("dropout")]));
    }

    private static int BuildStage(
        GraphBuilder builder, Func<string, int> choice, int stage, int width, Activation activation)
    {
        int stride = 1;
        if (stage > 1)
        {
            width = RoundToFour(width * s_widening[choice($"widen{stage}")]);
            stride = Shrink(builder, choice($"shrink{stage}"));
        }
        for (int block = 1; block <= choice($"blocks{stage}") + 1; block++)
        {
            BlockBuilder.Add(builder, $"s{stage}b{block}", new BlockSettings(
                (BlockKind)choice($"block{stage}"), width, block == 1 ? stride : 1,
                choice($"skips{stage}") == 0, activation));
        }
        return width;
    }

    private static IEnumerable<Decision> StageDecisions(int stage)
    {
        int from = stage - 1;
        yield return Decision.Among($"block{stage}",
            ["conv3", "conv5", "basic3", "separable3", "separable5", "inverted3", "inverted6"], 0, from);
        yield return Decision.Among($"blocks{stage}", [1, 2, 3], 0, from);
        yield return Decision.Among($"skips{stage}", ["yes", "no"], 0, from);
        if (stage == 1)
            yield break;
        yield return Decision.Among<double>($"widen{stage}", s_widening, 0, from);
        yield return Decision.Among($"shrink{stage}", ["stride", "max", "average"], 0, from);
    }

    // The stride that the first block must have.
    private static int Shrink(GraphBuilder builder, int choice)
    {
        if (choice == 0)
            return 2;
        builder.Add(choice == 1 ? new MaxPool(2, 2) : new AveragePool(2, 2));
        return 1;
    }

    // Halving rounds down with pooling, so this holds for either way.
    private static int Stages(int side)
    {
        int stages = 1;
        int left = side >= LargeSide ? side / 2 : side;
        while (stages < MostStages && left / 2 >= SmallestSide)
        {
            left /= 2;
            stages++;
        }
        return stages;
    }

    // Widths in multiples of 4 fill the vectors of the convolution kernels.
    private static int RoundToFour(double width) => Math.Max(4, (int)Math.Round(width / 4) * 4);
}
