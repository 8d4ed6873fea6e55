using System.Collections.Immutable;
using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>Whole networks as a chain of stages: for images of any size, and for vectors.</summary>
/// <remarks>
/// Images: a stem convolution, then stages that each halve the image (but the first), widen it and repeat one
/// kind of block; then pooling or flattening, dropout and a linear layer. VGG, ResNet, MobileNet v1 and v2 in
/// small are members. Vectors: hidden layers with widths, normalisation, activation, skips and dropout.
/// Networks begin with <see cref="Standardize"/>, so that they take raw data, and end in logits.
/// Its nearest neighbour: <see cref="CellSpace"/>, which repeats one small wiring and searches that.
/// Sources: the idea of stages of one block, Tan et al., "MnasNet", CVPR 2019, §4; the blocks: He et al.,
/// CVPR 2016; Howard et al., "MobileNets", 2017; Sandler et al., "MobileNetV2", CVPR 2018.
/// </remarks>
public sealed class MacroSpace : DecisionSpace<MacroGenotype>
{
    private readonly IMacroPlan _plan;

    /// <summary>The networks for a task.</summary>
    /// <exception cref="ArgumentException">Samples that are neither images nor vectors.</exception>
    public MacroSpace(TaskGeometry task)
        : this(task, PlanFor(task)) { }

    private MacroSpace(TaskGeometry task, IMacroPlan plan)
        : base(plan.Decisions)
    {
        Task = task;
        _plan = plan;
    }

    /// <summary>What the networks are for.</summary>
    public TaskGeometry Task { get; }

    /// <inheritdoc/>
    public override string Description => $"macro ({Task})";

    /// <inheritdoc/>
    public override ArchitectureGraph Decode(MacroGenotype genotype)
    {
        var builder = new GraphBuilder(Task.Input);
        builder.Add("standardize", new Standardize(Task.Mean, Task.Scale));
        _plan.Build(builder, name => Choice(genotype, name));
        builder.Add("logits", new Linear(Task.Classes));
        return builder.Build();
    }

    /// <inheritdoc/>
    protected override MacroGenotype Create(ImmutableArray<byte> choices) => new(choices);

    private static IMacroPlan PlanFor(TaskGeometry task) => task.Input.Rank switch
    {
        3 => new ImageMacroPlan(task),
        1 => new VectorMacroPlan(),
        _ => throw new ArgumentException(
            "The macro space is for images [channels, height, width] and vectors [features], "
            + $"but the samples are {task.Input}. Flatten them.", nameof(task)),
    };
}

/// <summary>The decisions of a macro space and how they become a network, for one kind of input.</summary>
internal interface IMacroPlan
{
    ImmutableArray<Decision> Decisions { get; }

    /// <summary>Adds everything between the standardized input and the logits.</summary>
    void Build(GraphBuilder builder, Func<string, int> choice);
}
