namespace Precocial.Tensors.Kernels;

/// <summary>The gradient of <see cref="GatedGraphSweep"/>: each sweep again, in reverse.</summary>
/// <remarks>What a node said reached those after it in the sweep, so its gradient gathers what they heard,
/// from the rows of the other direction. Weights' gradients are products over all rows of both sweeps at the
/// end.</remarks>
internal sealed unsafe class GatedGraphGradient(GatedGraphSweep sweep, Tape tape)
{
    private readonly int _nodes = sweep.Nodes, _features = sweep.Features,
        _width = sweep.Kinds * sweep.Hidden;
    private readonly float* _states = tape.Rent(3 * sweep.StateCount);
    private readonly float* _heard = tape.Rent(2 * sweep.StateCount);
    private readonly float* _gates = tape.Rent(6 * sweep.StateCount);
    private readonly float* _recurrent = tape.Rent(6 * sweep.StateCount);
    private readonly float* _hidden = tape.Rent(2 * sweep.Nodes * sweep.Kinds * sweep.Hidden);
    private readonly float* _said = tape.Rent(2 * sweep.Kinds * sweep.StateCount);
    private readonly float* _zeros = tape.Rent(Math.Max(sweep.Kinds * sweep.Hidden, sweep.Features));

    /// <summary>The gradient of the initial states: [nodes, padded features].</summary>
    public float* States => _states;

    /// <param name="dy">The gradient of the result, [nodes, <paramref name="columns"/>].</param>
    /// <param name="columns">Features without padding.</param>
    public void Run(float* dy, int columns)
    {
        GatedGraphSweep.Spread(dy, _nodes, columns, _states + 2L * sweep.StateCount, _features);
        new Span<float>(_zeros, Math.Max(_width, _features)).Clear();
        Items.Run(new Both(this), 1, workers: null);
    }

    /// <summary>Adds the weights' gradients to theirs.</summary>
    public void ShareWeights(Tape tape, GatedGraphWeights weights)
    {
        int rows = 2 * _nodes, features = weights.Features, hidden = weights.Hidden;
        for (int kind = 0; kind < sweep.Kinds; kind++)
        {
            MessageWeights message = kind == 0 ? weights.Message : weights.VirtualMessage!;
            float* da = _hidden + kind * sweep.Hidden, dq = _said + kind * _features;
            Matrix(tape, message.HiddenWeight, hidden, features, rows, da, _width,
                sweep.States + sweep.StateCount, _features);
            Matrix(tape, message.OutputWeight, features, hidden, rows, dq, sweep.Kinds * _features,
                sweep.HiddenUnits + kind * sweep.Hidden, _width);
            Vector(tape, message.HiddenBias, hidden, rows, da, _width, at: 0);
            Vector(tape, message.OutputBias, features, rows, dq, sweep.Kinds * _features, at: 0);
        }
        Gates(tape, weights.InputWeight, weights.InputBias, features, _gates, sweep.Heard);
        Gates(tape, weights.HiddenWeight, weights.HiddenBias, features, _recurrent, sweep.States);
    }

    public void Return(Tape tape)
    {
        tape.Return(_states, 3 * sweep.StateCount);
        tape.Return(_heard, 2 * sweep.StateCount);
        tape.Return(_gates, 6 * sweep.StateCount);
        tape.Return(_recurrent, 6 * sweep.StateCount);
        tape.Return(_hidden, 2 * _nodes * _width);
        tape.Return(_said, 2 * sweep.Kinds * sweep.StateCount);
        tape.Return(_zeros, Math.Max(_width, _features));
    }

    private void RunSweep<T>(int index, MessageRows heardBy, int first, int step) where T : struct, ILanes<T>
    {
        int base0 = index * _nodes;
        for (int i = 0, node = first; i < _nodes; i++, node += step)
        {
            Said<T>(heardBy, node, base0);
            Updated<T>(base0 + node);
        }
        Gemm.Run(false, false, _nodes, _features, 3 * _features, _recurrent + (long)base0 * 3 * _features,
            3 * _features, sweep.RecurrentWeight, _features, _states + (long)base0 * _features, _features,
            accumulate: true, WorkerPool.None);
    }

    // The gradient of what a node said, through its perceptrons, added to that of its new state.
    private void Said<T>(MessageRows heardBy, int node, int base0) where T : struct, ILanes<T>
    {
        long row = base0 + node;
        float* dq = _said + row * sweep.Kinds * _features, da = _hidden + row * _width;
        Gather<T>(heardBy, node, _heard + (long)base0 * _features, dq);
        Mask<T>(dq, sweep.Said + row * sweep.Kinds * _features, sweep.Kinds * _features);
        for (int kind = 0; kind < sweep.Kinds; kind++)
        {
            RowProducts.MultiplyAdd<T>(dq + kind * _features, _features,
                sweep.Second + kind * _features * sweep.Hidden, sweep.Hidden, _zeros,
                da + kind * sweep.Hidden);
        }
        Mask<T>(da, sweep.HiddenUnits + row * _width, _width);
        float* dh = _states + sweep.StateCount + row * _features;
        RowProducts.MultiplyAdd<T>(da, _width, sweep.First, _features, dh, dh);
    }

    private void Gather<T>(MessageRows heardBy, int node, float* heard, float* dq) where T : struct, ILanes<T>
    {
        int begin = heardBy.Begin[node], direct = heardBy.EndOfDirect[node], end = heardBy.Begin[node + 1];
        for (int column = 0; column < _features; column += T.Count)
        {
            T near = T.Broadcast(0f), far = near;
            for (int e = begin; e < direct; e++)
                near += T.Load(heard + (long)heardBy.Node[e] * _features + column);
            near.Store(dq + column);
            if (sweep.Kinds == 1)
                continue;
            for (int e = begin; e < end; e++)
            {
                far = T.MultiplyAdd(T.Broadcast(heardBy.Weight[e]),
                    T.Load(heard + (long)heardBy.Node[e] * _features + column), far);
            }
            far.Store(dq + _features + column);
        }
    }

    // Back through the gated recurrent unit.
    private void Updated<T>(int row) where T : struct, ILanes<T>
    {
        long state = (long)row * _features;
        float* dNext = _states + sweep.StateCount + state, h = sweep.States + state;
        float* gates = sweep.Gates + 3 * state, g = sweep.Recurrent + 3 * state;
        float* di = _gates + 3 * state, dg = _recurrent + 3 * state;
        T one = T.Broadcast(1f);
        for (int i = 0; i < _features; i += T.Count)
        {
            T r = T.Load(gates + i), z = T.Load(gates + _features + i), n = T.Load(gates + 2 * _features + i);
            T d = T.Load(dNext + i);
            T dn = d * (one - z) * (one - n * n);
            T dz = d * (T.Load(h + i) - n) * z * (one - z);
            T dr = dn * T.Load(g + 2 * _features + i) * r * (one - r);
            (d * z).Store(_states + state + i);
            dr.Store(di + i);
            dr.Store(dg + i);
            dz.Store(di + _features + i);
            dz.Store(dg + _features + i);
            dn.Store(di + 2 * _features + i);
            (dn * r).Store(dg + 2 * _features + i);
        }
        RowProducts.MultiplyAdd<T>(di, 3 * _features, sweep.Input, _features, _zeros, _heard + state);
    }

    private static void Mask<T>(float* d, float* y, int count) where T : struct, ILanes<T>
    {
        for (int i = 0; i < count; i += T.Count)
            (T.Load(d + i) & T.LessThan(T.Broadcast(0f), T.Load(y + i))).Store(d + i);
    }

    private void Gates(Tape tape, Tensor weight, Tensor bias, int features, float* d, float* x)
    {
        int rows = 2 * _nodes;
        if (weight.RequiresGradient)
        {
            var dw = tape.GradientOf(weight);
            for (int gate = 0; gate < 3; gate++)
            {
                Gemm.Run(true, false, features, features, rows, d + gate * _features, 3 * _features, x,
                    _features,
                    dw.Pointer + gate * features * features, features, dw.Accumulate, tape.Workers);
            }
        }
        if (!bias.RequiresGradient)
            return;
        var db = tape.GradientOf(bias);
        for (int gate = 0; gate < 3; gate++)
            SumRows(d + gate * _features, 3 * _features, rows, features, db.Pointer + gate * features,
                db.Accumulate);
    }

    private static void Matrix(Tape tape, Tensor weight, int outputs, int inputs, int rows, float* d,
        int pitchD, float* x, int pitchX)
    {
        if (!weight.RequiresGradient)
            return;
        var dw = tape.GradientOf(weight);
        Gemm.Run(true, false, outputs, inputs, rows, d, pitchD, x, pitchX, dw.Pointer, inputs, dw.Accumulate,
            tape.Workers);
    }

    private static void Vector(Tape tape, Tensor bias, int count, int rows, float* d, int pitch, int at)
    {
        if (!bias.RequiresGradient)
            return;
        var db = tape.GradientOf(bias);
        SumRows(d, pitch, rows, count, db.Pointer + at, db.Accumulate);
    }

    private static void SumRows(float* d, int pitch, int rows, int count, float* sum, bool accumulate)
    {
        if (!accumulate)
            new Span<float>(sum, count).Clear();
        for (int row = 0; row < rows; row++, d += pitch)
            VectorCopy.Add(d, sum, count);
    }

    private readonly struct Both(GatedGraphGradient gradient) : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            gradient.RunSweep<T>(1, gradient.Incoming, first: 0, step: 1);
            gradient.RunSweep<T>(0, gradient.Outgoing, first: gradient._nodes - 1, step: -1);
        }
    }

    private MessageRows Incoming => sweep.Graph.Incoming;

    private MessageRows Outgoing => sweep.Graph.Outgoing;
}
