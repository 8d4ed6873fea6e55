using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Judges each network by a proxy: fresh random weights, one batch, no training.</summary>
/// <remarks>Tens of milliseconds where <see cref="TrainedEvaluator"/> takes seconds; scores are no
/// accuracies, and can be compared with each other only. All networks see the same samples. A network through
/// which no signal passes (score −∞) counts as failed.</remarks>
public sealed class ProxyEvaluator : IEvaluator<Score>
{
    private readonly Batch _batch;
    private readonly string _data;

    /// <summary>An evaluator on some samples of a data set.</summary>
    /// <param name="proxy">What judges, see <see cref="ProxyCatalog"/>.</param>
    /// <param name="data">What the batch is drawn from.</param>
    /// <param name="batchSize">How many samples; at most all of them.</param>
    /// <param name="seed">Which samples.</param>
    public ProxyEvaluator(IProxy proxy, Dataset data, int batchSize = 64, ulong seed = 1)
    {
        (Proxy, _data) = (proxy, data.Name);
        _batch = new Batches(data, batchSize).Shuffled(new Rng(seed)).First();
    }

    /// <summary>What judges.</summary>
    public IProxy Proxy { get; }

    /// <summary>Where weights come from. Published scores were computed with the default.</summary>
    public IWeightSource Weights { get; init; } = new FanInUniformWeights();

    /// <inheritdoc/>
    public string Provenance =>
        $"proxy {Proxy.Name} of a network with weights {Weights.Provenance} and {_batch.Count} samples of "
        + _data;

    /// <inheritdoc/>
    public string Fidelity(Budget budget) => $"proxy-{Proxy.Name}-{_batch.Count}";

    /// <inheritdoc/>
    public Task<Score> EvaluateAsync(
        ArchitectureGraph graph, Budget budget, Rng rng, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Network network = Network.From(graph, Weights, rng.Split("weights"));
        return Task.FromResult(new Score(Proxy.Measure(network, _batch)));
    }
}
