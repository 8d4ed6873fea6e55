using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Hypernetworks;

/// <summary>Judges weights that networks were given: runs each network on a data set.</summary>
/// <remarks>Batch normalisation takes the statistics of the batch, so that accuracy depends on
/// <see cref="BatchSize"/>; batches are in the order of the data. Networks go side by side, each whole on one
/// thread. Source of the protocol: Knyazev et al., NeurIPS 2021, §4, and the released
/// <c>eval_ghn.py</c>.</remarks>
/// <param name="data">The images.</param>
/// <param name="workers">Threads; null for this one alone.</param>
public sealed class HypernetworkEvaluation(Dataset data, WorkerPool? workers = null)
{
    private readonly Lazy<Dataset> _shuffled = new(() => Shuffle(data, new Rng(0)));

    /// <summary>Images at a time. The paper: 64.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Whether to run on shuffled pixels too, which takes twice the time.</summary>
    public bool Diagnoses { get; init; }

    /// <summary>The report on some networks.</summary>
    /// <param name="source">Where weights come from: a <see cref="GraphHypernetwork"/>, or
    /// <see cref="InitializedWeights"/> to compare with.</param>
    /// <param name="networks">For images of the data's shape and its classes.</param>
    /// <param name="rng">What the source draws from.</param>
    /// <param name="cancellationToken">Looked at before every network.</param>
    public HypernetworkReport Run(IWeightSource source, IReadOnlyList<ArchitectureGraph> networks, Rng rng,
        CancellationToken cancellationToken = default)
    {
        var scores = new NetworkScore[networks.Count];
        _ = Diagnoses ? _shuffled.Value : null;
        (workers ?? WorkerPool.None).For(networks.Count, i =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            scores[i] = Score(networks[i], source.Provide(networks[i], rng.Split((ulong)i)));
        });
        return new HypernetworkReport([.. scores]);
    }

    /// <summary>The score of one network.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="weights">One tensor for each of its weight specs, in that order.</param>
    public NetworkScore Score(ArchitectureGraph graph, IReadOnlyList<Tensor> weights)
    {
        using var tape = new Tape(recording: false);
        float[] logits = Run(tape, graph, weights, data, out int correct);
        double shuffled = double.NaN;
        if (Diagnoses)
        {
            _ = Run(tape, graph, weights, _shuffled.Value, out int right);
            shuffled = (double)right / data.Count;
        }
        return new NetworkScore((double)correct / data.Count,
            graph.Nodes.Any(node => node.Primitive is BatchNorm), HypernetworkGraph.Of(graph).Nodes.Length,
            graph.Parameters, Logits.EffectiveRank(logits, logits.Length / data.Count), shuffled,
            Stems.ConstantShare(graph, weights));
    }

    private float[] Run(
        Tape tape, ArchitectureGraph graph, IReadOnlyList<Tensor> weights, Dataset images, out int correct)
    {
        var network = new Network(graph, weights);
        var context = new ApplyContext(Training: false) { BatchStatistics = true };
        var all = new List<float>(images.Count * graph.OutputShape.Count);
        correct = 0;
        foreach (Batch batch in new Batches(images, BatchSize).InOrder())
        {
            Tensor logits = network.Forward(tape.Input(batch.Inputs), context);
            correct += Logits.CountCorrect(logits, batch.Labels);
            all.AddRange(logits.Span);
            tape.Reset();
        }
        return [.. all];
    }

    // Each image's pixels in an order of its own, its channels together.
    private static Dataset Shuffle(Dataset data, Rng rng)
    {
        int channels = data.SampleShape[0], pixels = data.SampleShape.Count / channels;
        Tensor inputs = data.Inputs.Detach();
        int[] order = [.. Enumerable.Range(0, pixels)];
        for (int i = 0; i < data.Count; i++)
        {
            rng.Split((ulong)i).Shuffle(order.AsSpan());
            ReadOnlySpan<float> from = data.Sample(i);
            Span<float> to = inputs.Span.Slice(i * data.SampleShape.Count, data.SampleShape.Count);
            for (int c = 0; c < channels; c++)
            {
                for (int p = 0; p < pixels; p++)
                    to[c * pixels + p] = from[c * pixels + order[p]];
            }
        }
        return new Dataset(data.Name, inputs, data.Labels, data.ClassNames);
    }
}
