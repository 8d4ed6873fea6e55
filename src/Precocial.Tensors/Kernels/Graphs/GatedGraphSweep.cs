namespace Precocial.Tensors.Kernels;

/// <summary>Both sweeps of a gated graph network, and what their gradient needs.</summary>
/// <remarks>
/// Rows of sweep s begin at s·Nodes, so that a weight's gradient is one product over both sweeps. All widths
/// are padded to multiples of 16 with zeros, so that no loop has a tail. A node costs two small row products
/// (its message) and one (W_ih·m); W_hh·h of a sweep's start is one matrix product for all nodes.
/// </remarks>
internal sealed unsafe class GatedGraphSweep
{
    private readonly bool _virtual;
    private readonly int _features, _hidden;

    public GatedGraphSweep(MessageGraph graph, int features, int hidden, bool virtualEdges)
    {
        Graph = graph;
        (_features, _hidden, _virtual) = (features, hidden, virtualEdges);
        Features = RowProducts.Pad(features);
        Hidden = RowProducts.Pad(hidden);
        Kinds = virtualEdges ? 2 : 1;
    }

    public MessageGraph Graph { get; }

    public int Nodes => Graph.Nodes;

    /// <summary>Padded width of a state.</summary>
    public int Features { get; }

    /// <summary>Padded width of one perceptron's hidden layer.</summary>
    public int Hidden { get; }

    /// <summary>Perceptrons: 1, or 2 with virtual edges.</summary>
    public int Kinds { get; }

    public int StateCount => Nodes * Features;

    /// <summary>[3·Nodes, Features]: at the start, after the sweep forward, after the one backward.</summary>
    public float* States { get; private set; }

    /// <summary>[2·Nodes, Features]: what a node heard.</summary>
    public float* Heard { get; private set; }

    /// <summary>[2·Nodes, 3·Features]: the gates r, z, n after their functions.</summary>
    public float* Gates { get; private set; }

    /// <summary>[2·Nodes, 3·Features]: W_hh·h + b_hh.</summary>
    public float* Recurrent { get; private set; }

    /// <summary>[2·Nodes, Kinds·Hidden]: the perceptrons' hidden layers.</summary>
    public float* HiddenUnits { get; private set; }

    /// <summary>[2·Nodes, Kinds·Features]: what a node said.</summary>
    public float* Said { get; private set; }

    // Weights, padded; matrices input-major for the forward pass, output-major for the gradient.
    public float* FirstByInput { get; private set; }

    public float* First { get; private set; }

    public float* FirstBias { get; private set; }

    public float* SecondByInput { get; private set; }

    public float* Second { get; private set; }

    public float* SecondBias { get; private set; }

    public float* InputByInput { get; private set; }

    public float* Input { get; private set; }

    public float* InputBias { get; private set; }

    public float* RecurrentByInput { get; private set; }

    public float* RecurrentWeight { get; private set; }

    public float* RecurrentBias { get; private set; }

    public void Allocate(Tape tape)
    {
        int rows = 2 * Nodes, width = Kinds * Hidden, matrix = 3 * Features * Features;
        States = tape.AllocateBlock(3 * StateCount);
        Heard = tape.AllocateBlock(rows * Features);
        Gates = tape.AllocateBlock(rows * 3 * Features);
        Recurrent = tape.AllocateBlock(rows * 3 * Features);
        HiddenUnits = tape.AllocateBlock(rows * width);
        Said = tape.AllocateBlock(rows * Kinds * Features);
        FirstByInput = tape.AllocateBlock(Features * width);
        First = tape.AllocateBlock(Features * width);
        FirstBias = tape.AllocateBlock(width);
        SecondByInput = tape.AllocateBlock(width * Features);
        Second = tape.AllocateBlock(width * Features);
        SecondBias = tape.AllocateBlock(Kinds * Features);
        InputByInput = tape.AllocateBlock(matrix);
        Input = tape.AllocateBlock(matrix);
        InputBias = tape.AllocateBlock(3 * Features);
        RecurrentByInput = tape.AllocateBlock(matrix);
        RecurrentWeight = tape.AllocateBlock(matrix);
        RecurrentBias = tape.AllocateBlock(3 * Features);
    }

    /// <summary>Copies the weights into their padded places.</summary>
    public void Pack(GatedGraphWeights weights)
    {
        Clear();
        for (int kind = 0; kind < Kinds; kind++)
        {
            MessageWeights message = kind == 0 ? weights.Message : weights.VirtualMessage!;
            int width = Kinds * Hidden;
            Place(message.HiddenWeight.Pointer, _hidden, _features, First + kind * Hidden * Features,
                Features, FirstByInput + kind * Hidden, width);
            Place(message.OutputWeight.Pointer, _features, _hidden, Second + kind * Features * Hidden, Hidden,
                SecondByInput + kind * Hidden * Features, Features);
            Row(message.HiddenBias.Pointer, _hidden, FirstBias + kind * Hidden);
            Row(message.OutputBias.Pointer, _features, SecondBias + kind * Features);
        }
        for (int gate = 0; gate < 3; gate++)
        {
            int from = gate * _features * _features, to = gate * Features;
            Place(weights.InputWeight.Pointer + from, _features, _features, Input + to * Features, Features,
                InputByInput + to, 3 * Features);
            Place(weights.HiddenWeight.Pointer + from, _features, _features, RecurrentWeight + to * Features,
                Features, RecurrentByInput + to, 3 * Features);
            Row(weights.InputBias.Pointer + gate * _features, _features, InputBias + to);
            Row(weights.HiddenBias.Pointer + gate * _features, _features, RecurrentBias + to);
        }
    }

    public void Run<T>() where T : struct, ILanes<T>
    {
        RunSweep<T>(0, Graph.Incoming, first: 0, step: 1);
        RunSweep<T>(1, Graph.Outgoing, first: Nodes - 1, step: -1);
    }

    /// <summary>Copies [rows, columns] to rows of a padded width.</summary>
    public static void Spread(float* source, int rows, int columns, float* target, int width)
    {
        for (int row = 0; row < rows; row++, source += columns, target += width)
        {
            VectorCopy.Run(source, target, columns);
            VectorCopy.Clear(target + columns, width - columns);
        }
    }

    /// <summary>The inverse of <see cref="Spread"/>.</summary>
    public static void Narrow(float* source, int width, int rows, int columns, float* target, bool accumulate)
    {
        for (int row = 0; row < rows; row++, source += width, target += columns)
        {
            if (accumulate)
                VectorCopy.Add(source, target, columns);
            else
                VectorCopy.Run(source, target, columns);
        }
    }

    private void RunSweep<T>(int sweep, MessageRows heard, int first, int step) where T : struct, ILanes<T>
    {
        int base0 = sweep * Nodes;
        float* recurrent = Recurrent + (long)base0 * 3 * Features;
        for (int row = 0; row < Nodes; row++)
            VectorCopy.Run(RecurrentBias, recurrent + row * 3 * Features, 3 * Features);
        Gemm.Run(false, false, Nodes, 3 * Features, Features, States + (long)base0 * Features, Features,
            RecurrentByInput, 3 * Features, recurrent, 3 * Features, accumulate: true, WorkerPool.None);
        for (int i = 0, node = first; i < Nodes; i++, node += step)
        {
            Hear<T>(heard, node, base0);
            Update<T>(base0 + node);
            Say<T>(base0 + node);
        }
    }

    // (2), (3): m_v = Σ said_u [+ Σ said_virtual_u / length].
    private void Hear<T>(MessageRows heard, int node, int base0) where T : struct, ILanes<T>
    {
        float* m = Heard + (long)(base0 + node) * Features;
        int begin = heard.Begin[node], direct = heard.EndOfDirect[node], end = heard.Begin[node + 1];
        float* said = Said + (long)base0 * Kinds * Features;
        fixed (int* senders = heard.Node)
        fixed (float* weights = heard.Weight)
        {
            for (int column = 0; column < Features; column += T.Count)
            {
                T sum = T.Broadcast(0f);
                for (int e = begin; e < direct; e++)
                    sum += T.Load(said + (long)senders[e] * Kinds * Features + column);
                if (_virtual)
                    sum = Far<T>(said + Features + column, senders, weights, begin, end, sum);
                sum.Store(m + column);
            }
        }
    }

    private T Far<T>(float* said, int* senders, float* weights, int begin, int end, T sum)
        where T : struct, ILanes<T>
    {
        int pitch = 2 * Features, e = begin;
        T other = T.Broadcast(0f);
        for (; e <= end - 2; e += 2)
        {
            sum = T.MultiplyAdd(T.Broadcast(weights[e]), T.Load(said + (long)senders[e] * pitch), sum);
            other = T.MultiplyAdd(T.Broadcast(weights[e + 1]), T.Load(said + (long)senders[e + 1] * pitch),
                other);
        }
        if (e < end)
            sum = T.MultiplyAdd(T.Broadcast(weights[e]), T.Load(said + (long)senders[e] * pitch), sum);
        return sum + other;
    }

    // r = σ(i_r + g_r), z = σ(i_z + g_z), n = tanh(i_n + r·g_n), h' = n + z·(h − n).
    private void Update<T>(int row) where T : struct, ILanes<T>
    {
        float* h = States + (long)row * Features, next = h + StateCount;
        float* g = Recurrent + (long)row * 3 * Features, gates = Gates + (long)row * 3 * Features;
        RowProducts.MultiplyAdd<T>(Heard + (long)row * Features, _features, InputByInput, 3 * Features,
            InputBias, gates);
        for (int i = 0; i < Features; i += T.Count)
        {
            T r = VectorMath.Sigmoid(T.Load(gates + i) + T.Load(g + i));
            T z = VectorMath.Sigmoid(T.Load(gates + Features + i) + T.Load(g + Features + i));
            T n = VectorMath.Tanh(
                T.MultiplyAdd(r, T.Load(g + 2 * Features + i), T.Load(gates + 2 * Features + i)));
            r.Store(gates + i);
            z.Store(gates + Features + i);
            n.Store(gates + 2 * Features + i);
            T.MultiplyAdd(z, T.Load(h + i) - n, n).Store(next + i);
        }
    }

    private void Say<T>(int row) where T : struct, ILanes<T>
    {
        float* a = HiddenUnits + (long)row * Kinds * Hidden, said = Said + (long)row * Kinds * Features;
        RowProducts.MultiplyAdd<T>(States + StateCount + (long)row * Features, _features, FirstByInput,
            Kinds * Hidden, FirstBias, a);
        Rectify<T>(a, Kinds * Hidden);
        for (int kind = 0; kind < Kinds; kind++)
        {
            RowProducts.MultiplyAdd<T>(a + kind * Hidden, _hidden, SecondByInput + kind * Hidden * Features,
                Features, SecondBias + kind * Features, said + kind * Features);
        }
        Rectify<T>(said, Kinds * Features);
    }

    private static void Rectify<T>(float* x, int count) where T : struct, ILanes<T>
    {
        for (int i = 0; i < count; i += T.Count)
            T.Max(T.Broadcast(0f), T.Load(x + i)).Store(x + i);
    }

    private void Clear()
    {
        int matrix = 3 * Features * Features, width = Kinds * Hidden;
        foreach (var (pointer, count) in new (nint, int)[]
        {
            ((nint)FirstByInput, Features * width), ((nint)First, Features * width), ((nint)FirstBias, width),
            ((nint)SecondByInput, Features * width), ((nint)Second, Features * width),
            ((nint)SecondBias, Kinds * Features), ((nint)InputByInput, matrix), ((nint)Input, matrix),
            ((nint)InputBias, 3 * Features), ((nint)RecurrentByInput, matrix), ((nint)RecurrentWeight,
            matrix),
            ((nint)RecurrentBias, 3 * Features),
        })
        {
            new Span<float>((float*)pointer, count).Clear();
        }
    }

    private static void Row(float* source, int count, float* target) => VectorCopy.Run(source, target, count);

    // A matrix [rows, columns], as it is and transposed.
    private static void Place(float* source, int rows, int columns, float* straight, int pitch,
        float* transposed, int transposedPitch)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                float value = source[row * columns + column];
                straight[row * pitch + column] = value;
                transposed[column * transposedPitch + row] = value;
            }
        }
    }
}
