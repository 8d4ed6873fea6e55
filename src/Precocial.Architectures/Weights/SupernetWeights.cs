using Precocial.Tensors;

namespace Precocial.Architectures;

/// <summary>One store of weights that all networks of a space share: a network takes those of its own
/// path.</summary>
/// <remarks>
/// Two networks share a tensor when its full name, its shape and the primitive with its settings agree; of a
/// normalisation also the layer that it normalises, so that a 3x3 and a 5x5 convolution at one place have
/// statistics of their own. A space that is searched with shared weights therefore names a node by its place,
/// what it reads and what it does. Tensors are made at the first use, from streams that depend on the key
/// alone: the order of use never matters. Kernels start by He's rule, the logits' by LeCun's.
/// Networks get the store's own tensors, not copies: they see every later change. Asking is thread-safe;
/// changing tensors while they are read is not. Nearest neighbours: <see cref="InitializedWeights"/>, new
/// weights for each network; <see cref="SingleWeight"/>, one number for all.
/// Sources: Pham et al., "Efficient neural architecture search via parameter sharing", ICML 2018, §2; Bender
/// et al., "Understanding and simplifying one-shot architecture search", ICML 2018, §3.
/// </remarks>
/// <param name="seed">Of the first weights.</param>
public sealed class SupernetWeights(ulong seed) : ISharedWeights
{
    /// <summary>In a node's name: this and the digits after it only make the name unique, and twins share
    /// their weights.</summary>
    public const char TwinMark = '#';

    private readonly SortedDictionary<string, Tensor> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<Primitive, string> _labels = [];
    private readonly Rng _rng = new(seed);
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public string Provenance => "shared weights";

    /// <summary>Itself.</summary>
    public SupernetWeights Store => this;

    /// <summary>Every tensor that a network has asked for so far, by its key, in ordinal order.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors => _tensors;

    /// <summary>The number of trained values of all networks so far together.</summary>
    public long Parameters => _tensors.Values.Where(tensor => tensor.RequiresGradient)
        .Sum(tensor => (long)tensor.Count);

    /// <summary>The shared tensors of a graph's nodes; <paramref name="rng"/> is not used.</summary>
    public IReadOnlyList<Tensor> Provide(ArchitectureGraph graph, Rng rng) => ProvideSome(graph, _ => true)!;

    /// <summary>As <see cref="Provide"/> for some of the weights; null for the others, which the store does
    /// not learn of.</summary>
    public IReadOnlyList<Tensor?> ProvideSome(ArchitectureGraph graph, Func<GraphWeight, bool> wanted)
    {
        var weights = new Tensor?[graph.WeightSpecs.Length];
        lock (_lock)
        {
            for (int i = 0; i < weights.Length; i++)
            {
                if (wanted(graph.WeightSpecs[i]))
                    weights[i] = TensorOf(graph, graph.WeightSpecs[i]);
            }
        }
        return weights;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Compute(
        ArchitectureGraph graph, Tape tape, Func<Tensor, WeightSpec, Tensor> own) =>
        [.. Provide(graph, _rng).Select((tensor, i) => own(tensor, graph.WeightSpecs[i].Spec))];

    /// <summary>Every tensor by key, as bytes.</summary>
    public byte[] Save() => SupernetBytes.Write(_tensors);

    /// <summary>Goes back to what <see cref="Save"/> gave. Tensors that both know keep their memory; others
    /// are dropped or made.</summary>
    /// <exception cref="FormatException">The bytes are damaged or of something else.</exception>
    public void Restore(ReadOnlySpan<byte> state)
    {
        Dictionary<string, Tensor> read = SupernetBytes.Read(state);
        foreach (string key in _tensors.Keys.Where(key => !read.ContainsKey(key)).ToList())
            _tensors.Remove(key);
        foreach ((string key, Tensor tensor) in read)
        {
            if (_tensors.TryGetValue(key, out Tensor? known))
                tensor.Span.CopyTo(known.Span);
            else
                _tensors[key] = tensor;
        }
    }

    private Tensor TensorOf(ArchitectureGraph graph, GraphWeight weight)
    {
        // Part of the architecture: of this network alone.
        if (weight.Spec.Role == WeightRole.Alpha)
            return InitializedWeights.Create(weight, gain: 1, _rng);
        string key = KeyOf(graph, weight);
        if (_tensors.TryGetValue(key, out Tensor? tensor))
            return tensor;
        bool isLast = weight.Node == graph.Nodes.Length - 1;
        return _tensors[key] = InitializedWeights.Create(
            weight with { Name = key }, gain: isLast ? 1 : 2, _rng);
    }

    private string KeyOf(ArchitectureGraph graph, GraphWeight weight)
    {
        Node node = graph.Nodes[weight.Node];
        string key = $"{WithoutTwins(weight.Name)} {weight.Spec.Shape} {LabelOf(node.Primitive)}";
        return weight.Spec.Role is WeightRole.Kernel || node.Inputs.IsEmpty
            ? key
            : key + NormalisedBy(graph, node.Inputs[0]);
    }

    // Of a layer with a kernel: what it is. A normalisation after a sum or an activation stands alone.
    private string NormalisedBy(ArchitectureGraph graph, int input) =>
        graph.Nodes[input].Primitive is Convolution or DepthwiseConvolution or Linear
            ? $" after {LabelOf(graph.Nodes[input].Primitive)}"
            : "";

    private string LabelOf(Primitive primitive)
    {
        if (!_labels.TryGetValue(primitive, out string? label))
            _labels[primitive] = label = CanonicalKey.LabelOf(primitive);
        return label;
    }

    private static string WithoutTwins(string name)
    {
        int mark = name.IndexOf(TwinMark);
        if (mark < 0)
            return name;
        int end = mark + 1;
        while (end < name.Length && char.IsAsciiDigit(name[end]))
            end++;
        return name.Remove(mark, end - mark);
    }
}
