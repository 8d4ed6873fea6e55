using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial;

/// <summary>What a weight agnostic network is grown for: an environment or a data set, seen as numbers in and numbers
/// out.</summary>
/// <remarks>Its two kinds: <see cref="EnvironmentTask"/> and <see cref="DataTask"/>.</remarks>
public abstract class WeightlessTask
{
    private protected WeightlessTask(string name, int inputs, int outputs) =>
        (Name, Inputs, Outputs) = (name, inputs, outputs);

    /// <summary>For tables and files.</summary>
    public string Name { get; }

    /// <summary>How many numbers the network is given.</summary>
    public int Inputs { get; }

    /// <summary>How many numbers it answers with.</summary>
    public int Outputs { get; }

    /// <summary>What hidden neurons may compute.</summary>
    public abstract ImmutableArray<NeuronFunction> Functions { get; }

    /// <summary>What the inputs are scaled by inside the network; null when they are taken as they are.</summary>
    public virtual Standardize? Scaling => null;

    /// <summary>What a network is judged by, with its unit: "return", "log-likelihood".</summary>
    public abstract string Measure { get; }

    /// <summary>What tells this task from another of the same name.</summary>
    public virtual string Identity => Name;

    /// <summary>The offset that tuned weights are stored relative to in <c>.wann.json</c> files.</summary>
    public virtual double WeightBias => 0;

    /// <summary>Who judges the generations.</summary>
    /// <param name="weights">The shared weights.</param>
    /// <param name="settings">Of them how much of the task is tried: episodes or batches, and their length.</param>
    public abstract IGenerationEvaluator<WeightSweep> Judge(ImmutableArray<SingleWeight> weights, WannSettings settings);

    /// <summary>Measures networks after the search, all under the same conditions.</summary>
    /// <param name="wirings">The networks.</param>
    /// <param name="weights">The shared weights.</param>
    /// <param name="starts">Episodes; a data set uses its whole training part instead.</param>
    /// <param name="workers">Threads; results do not depend on them.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public abstract IReadOnlyList<WeightSweep> Measured(
        IReadOnlyList<NeuronWiring> wirings, ImmutableArray<double> weights, EpisodeStarts starts,
        WorkerPool workers, CancellationToken cancellationToken);

    /// <summary>The graph of a wiring for this task.</summary>
    public ArchitectureGraph Graph(NeuronWiring wiring)
    {
        var builder = new GraphBuilder([wiring.Inputs]);
        if (Scaling is not null)
            builder.Add(Scaling);
        builder.Add(new Neurons(wiring));
        return builder.Build();
    }
}
