using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>A relaxed network with its weights, and the gradients of its loss on a training and on a
/// validation batch.</summary>
/// <remarks>A batch is cut into a fixed number of shards; their gradients are added in order, so the bytes do
/// not depend on the threads. Batch norm takes the statistics of its shard in training and in judging alike,
/// as DARTS' search does; there are no running ones. Not thread-safe.</remarks>
internal sealed class RelaxedNetwork : IBilevelLoss, IDisposable
{
    private readonly Dictionary<string, Tensor> _byName = new(StringComparer.Ordinal);
    private readonly Tensor?[] _rows;
    private readonly Tensor[] _weights;
    private readonly HashSet<Tensor> _trained;
    private readonly RelaxedShard[] _shards;
    private readonly WorkerPool _workers;
    private readonly int _operations;

    /// <summary>The network of a graph.</summary>
    /// <param name="graph">With mixed operations.</param>
    /// <param name="trainScales">Whether batch norm's scales and offsets belong to w.</param>
    /// <param name="shards">Into how many parts batches are cut.</param>
    /// <param name="rng">Draws the weights.</param>
    /// <param name="workers">Threads that shards go side by side on.</param>
    public RelaxedNetwork(ArchitectureGraph graph, bool trainScales, int shards, Rng rng, WorkerPool workers)
    {
        _workers = workers;
        var mixed = graph.Nodes.Select(node => node.Primitive).OfType<MixedOperation>().ToArray();
        _operations = mixed.Length > 0 ? mixed[0].Alpha.Length : 0;
        if (mixed.Length == 0 || mixed.Any(m => m.Alpha.Length != _operations))
        {
            throw new ArgumentException("A relaxed network must have mixed operations, all among equally "
                + $"many, but this has {mixed.Length}. Use a relaxed space.", nameof(graph));
        }
        _rows = new Tensor?[mixed.Max(m => m.Row) + 1];
        Alpha = new float[_rows.Length * _operations];
        var initial = new InitializedWeights().Provide(graph, rng);
        var trained = new List<Tensor>();
        for (int i = 0; i < initial.Count; i++)
        {
            GraphWeight weight = graph.WeightSpecs[i];
            Primitive primitive = graph.Nodes[weight.Node].Primitive;
            Tensor tensor = primitive is MixedOperation m
                ? _rows[m.Row] ??= Tensor.Zeros([_operations])
                : initial[i];
            _byName[weight.Name] = tensor;
            if (weight.Spec.Trainable && (trainScales || primitive is not BatchNorm))
                trained.Add(tensor);
        }
        (_weights, _trained) = ([.. trained], [.. trained]);
        _shards = [.. Enumerable.Range(0, shards).Select(_ =>
            new RelaxedShard(graph, weight => _byName[weight.Name], KindOf))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Weights => _weights;

    /// <inheritdoc/>
    public float[] Alpha { get; }

    /// <summary>The training batch: inputs and labels of each shard.</summary>
    public Func<int, (Tensor Inputs, int[] Labels)> Training { get; set; } = null!;

    /// <summary>The validation batch: inputs and labels of each shard.</summary>
    public Func<int, (Tensor Inputs, int[] Labels)> Validation { get; set; } = null!;

    /// <summary>The mean loss of the last pass on validation samples, and the share of them that was
    /// classified correctly.</summary>
    public (double Loss, double Accuracy) LastValidation { get; private set; }

    /// <summary>Takes α from a network of the same space.</summary>
    /// <exception cref="ArgumentException">It is of another space.</exception>
    public void TakeAlpha(ArchitectureGraph graph)
    {
        bool fits = graph.WeightSpecs.Length == _byName.Count;
        foreach (GraphWeight weight in graph.WeightSpecs)
        {
            fits &= _byName.TryGetValue(weight.Name, out Tensor? tensor) && tensor.Shape == weight.Spec.Shape;
            if (fits && graph.Nodes[weight.Node].Primitive is MixedOperation m && m.Row < _rows.Length)
                m.Alpha.CopyTo(Alpha.AsSpan(m.Row * _operations));
        }
        if (!fits)
        {
            throw new ArgumentException("All networks of one relaxed search must differ in α alone, but this "
                + "one has other weights than the first. Use one evaluator for each space.", nameof(graph));
        }
    }

    /// <inheritdoc/>
    public void TrainingWeightGradient() => Run(GradientOf.Weights, Training);

    /// <inheritdoc/>
    public double[] TrainingAlphaGradient() => Run(GradientOf.Alpha, Training);

    /// <inheritdoc/>
    public double[] ValidationGradient() =>
        Run(GradientOf.Weights | GradientOf.Alpha, Validation, judging: true);

    /// <inheritdoc/>
    public double[] ValidationAlphaGradient() => Run(GradientOf.Alpha, Validation, judging: true);

    /// <summary>Frees the memory of the computation.</summary>
    public void Dispose()
    {
        foreach (RelaxedShard shard in _shards)
            shard.Dispose();
    }

    private GradientOf KindOf(Tensor tensor) => _trained.Contains(tensor) ? GradientOf.Weights
        : _rows.Contains(tensor) ? GradientOf.Alpha : GradientOf.Nothing;

    private double[] Run(
        GradientOf wanted, Func<int, (Tensor Inputs, int[] Labels)> batch, bool judging = false)
    {
        for (int row = 0; row < _rows.Length; row++)
        {
            if (_rows[row] is { } tensor)
                Alpha.AsSpan(row * _operations, _operations).CopyTo(tensor.Span);
        }
        _workers.For(_shards.Length, i =>
            _shards[i].Run(wanted, batch(i).Inputs, batch(i).Labels, _shards.Length));
        double loss = _shards.Average(shard => shard.Loss);
        if (!double.IsFinite(loss))
        {
            throw new DivergenceException(
                $"The loss of the relaxed network became {loss}. Lower the learning rate.");
        }
        if (judging)
            LastValidation = (loss, _shards.Average(shard => shard.Accuracy));
        if ((wanted & GradientOf.Weights) != 0)
            _workers.For(_weights.Length, i => AddUp(wanted, _weights[i]));
        return (wanted & GradientOf.Alpha) != 0 ? CollectAlpha(wanted) : [];
    }

    private void AddUp(GradientOf wanted, Tensor weight)
    {
        weight.ClearGradient();
        GradientSum.Add(weight, Array.ConvertAll(_shards, shard => shard.OwnOf(wanted, weight)));
    }

    // Rows that no edge has stay 0.
    private double[] CollectAlpha(GradientOf wanted)
    {
        double[] gradient = new double[Alpha.Length];
        for (int row = 0; row < _rows.Length; row++)
        {
            foreach (RelaxedShard shard in _rows[row] is null ? [] : _shards)
            {
                Tensor? part = shard.OwnOf(wanted, _rows[row]!).Gradient;
                for (int i = 0; i < part?.Count; i++)
                    gradient[row * _operations + i] += part.Span[i];
            }
        }
        return gradient;
    }
}
