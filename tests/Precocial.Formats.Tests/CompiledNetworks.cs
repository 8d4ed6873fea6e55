using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Formats.Tests;

/// <summary>Networks that together hold every primitive, every activation and every kind of window, as one
/// program of generated files, compiled once.</summary>
public sealed class CompiledNetworks : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<string> _program;

    public CompiledNetworks() => _program = new(() => CSharpProgram.Build(_folder, Networks));

    /// <summary>By the name of their class.</summary>
    internal Dictionary<string, Network> Networks { get; } = Names.ToDictionary(name => name, Named);

    /// <summary>The names of the classes.</summary>
    internal static IEnumerable<string> Names =>
        ["Every", "Tokens", "General", "Windows", "Axes", "Wiring",
            .. Enumerable.Range(0, 10).Select(i => $"DeepNets{i}")];

    /// <summary>What the compiled class answers.</summary>
    internal (float[] Logits, int[] Predictions) Run(string name, Tensor batch) => CSharpProgram.Run(
        _folder, _program.Value, name, batch, Networks[name].Graph.OutputShape[0]);

    public void Dispose() => _folder.Dispose();

    private static Network Named(string name) => name switch
    {
        "Every" => SampleNetworks.EveryPrimitiveAndActivation(),
        "Tokens" => SampleNetworks.Tokens(),
        "General" => SampleNetworks.General(),
        "Windows" => SampleNetworks.Random(Windows()),
        "Axes" => SampleNetworks.Random(Axes()),
        "Wiring" => WiringNetworks.Network(WiringNetworks.EveryFunction()),
        _ => DeepNets(name[^1] - '0'),
    };

    // Odd sizes, factorised reductions, attention, networks without normalisation.
    private static Network DeepNets(int index)
    {
        DeepNetsSettings settings = DeepNetsSettings.Mini with { Input = [1, 8, 8], MostParameters = 60_000 };
        DeepNetsGenotype genotype = DeepNetsSampler.At(settings, seed: 1, index);
        return SampleNetworks.Random(DeepNetsNetwork.Build(genotype, settings.Input, settings.Classes));
    }

    // Everything that differs from one side of an image to the other.
    private static ArchitectureGraph Windows()
    {
        var builder = new GraphBuilder([4, 15, 22]);
        builder.Add(new Convolution(8, Kernel: 2, Stride: 1, Dilation: 2, Groups: 2, Bias: true)
        {
            KernelWidth = 3,
            StrideWidth = 2,
            Pads = new(Top: 2, Left: 0, Bottom: 1, Right: 3),
        });
        int stem = builder.Last;
        builder.Add(new MaxPool(Size: 3, Stride: 2)
        {
            StrideWidth = 1,
            Pads = new(0, 2, 1, 0),
            CeilMode = true,
        });
        foreach (bool counts in (bool[])[false, true])
        {
            builder.Add(new AveragePool(Size: 2, Stride: 2)
            {
                KernelWidth = 4,
                StrideWidth = 3,
                Pads = new(1, 2, 0, 3),
                CeilMode = true,
                CountIncludesPadding = counts,
            }, stem);
            builder.Add(new Flatten());
            builder.Add(new Linear(5));
        }
        int counted = builder.Last;
        builder.Add(new GlobalAveragePool(), stem + 1);
        builder.Add(new Concat(), builder.Last, counted, counted - 3);
        builder.Add(new Linear(4));
        return builder.Build();
    }

    // General primitives over other axes than those of the sample graph; an image moved to nothing.
    private static ArchitectureGraph Axes()
    {
        var builder = new GraphBuilder([3, 4, 5]);
        int image = builder.Add(new Affine(Scale: -0.5f, Shift: -0.25f));
        int tiled = builder.Add(new Tile([2, 1, 3]));
        int turned = builder.Add(new Transpose([2, 0, 1]), image);
        int product = builder.Add(new MatMul(), builder.Add(new Reshape([3, 5, 4]), image), image);
        builder.Add(new Arithmetic(ArithmeticFunction.Subtract), product,
            builder.Add(new Reduce(ReduceFunction.Max, [1], Keep: true), product));
        builder.Add(new Elementwise(ElementFunction.Exp));
        builder.Add(new Elementwise(ElementFunction.Reciprocal));
        builder.Add(new Affine(Scale: 1, Shift: 0.5f));
        int logs = builder.Add(new Elementwise(ElementFunction.Log));
        int middle = builder.Add(new Reduce(ReduceFunction.Sum, [0, 2]), tiled);
        int clipped = builder.Add(new Clip(Least: 0), builder.Add(new Slice(2, 1, 2, 2), turned));
        int alone = builder.Add(new Shift(), builder.Add(new Slice(1, 2, 1), image));
        int operand = builder.Add(new TensorArithmetic(ArithmeticFunction.Divide, [3, 1, 5]), image);
        int[] rows = [.. new[] { logs, clipped, alone, operand }.Select(x => builder.Add(new Flatten(), x))];
        builder.Add(new Concat(), [middle, .. rows]);
        builder.Add(new Linear(4));
        return builder.Build();
    }
}
