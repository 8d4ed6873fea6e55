using System.Runtime.InteropServices;
using Precocial.Tensors.Kernels;

namespace Precocial.Tensors;

/// <summary>The neurons of several programs, those that are equal once: the same function of the same sources
/// in the same order.</summary>
/// <remarks>A neuron's number in the union is its row among the sources of later ones, so that equality of
/// whole subnetworks is equality of a few numbers. In the order in which programs were added: what a program
/// adds stands after all that it needs. Source: hash consing (Ershov, "On programming of arithmetic
/// operations", 1958).</remarks>
internal sealed class NeuronUnion(int inputs)
{
    private const int Empty = -1;

    private readonly List<NeuronFunction> _functions = [];
    private readonly List<int> _starts = [0], _neuronStarts = [], _sources = [], _ends = [], _outputs = [];
    private readonly List<uint> _hashes = [];
    private int[] _slots = NewSlots(1024), _numbers = [], _key = [];

    /// <summary>How many neurons there are.</summary>
    public int Neurons => _functions.Count;

    /// <summary>How many programs were added.</summary>
    public int Programs => _ends.Count;

    /// <summary>All neurons.</summary>
    public NeuronTable ToTable() =>
        new(inputs, [.. _functions], [.. _starts], [.. _neuronStarts], [.. _sources]);

    /// <summary>Of each program, how many neurons there were once it was added.</summary>
    public int[] Ends => [.. _ends];

    /// <summary>The neurons that are outputs, [program][output].</summary>
    public int[] OutputNeurons => [.. _outputs];

    /// <summary>Adds a program's neurons, as far as they are new.</summary>
    public void Add(NeuronProgram program)
    {
        NeuronTable table = program.Table;
        if (_numbers.Length < program.Neurons)
            _numbers = new int[program.Neurons];
        if (_key.Length < program.LiveConnections)
            _key = new int[program.LiveConnections];
        int first = 1 + inputs;
        for (int neuron = 0; neuron < program.Neurons; neuron++)
        {
            int start = table.Starts[neuron], count = table.Starts[neuron + 1] - start;
            Span<int> key = _key.AsSpan(0, count);
            for (int i = 0; i < count; i++)
            {
                int source = table.Sources[start + i];
                key[i] = source < first ? source : first + _numbers[source - first];
            }
            _numbers[neuron] = NumberOf(table.Functions[neuron], key, table.NeuronStarts[neuron] - start);
        }
        _outputs.AddRange(_numbers.AsSpan(program.FirstOutput, program.Outputs));
        _ends.Add(Neurons);
    }

    private int NumberOf(NeuronFunction function, ReadOnlySpan<int> key, int fromInputs)
    {
        uint hash = Hash(function, key);
        int slot = (int)(hash & (uint)(_slots.Length - 1));
        for (; _slots[slot] != Empty; slot = (slot + 1) & (_slots.Length - 1))
        {
            int known = _slots[slot];
            if (_hashes[known] == hash && _functions[known] == function
                && SourcesOf(known).SequenceEqual(key))
                return known;
        }
        int number = Neurons;
        _slots[slot] = number;
        _hashes.Add(hash);
        _functions.Add(function);
        _neuronStarts.Add(_starts[^1] + fromInputs);
        _sources.AddRange(key);
        _starts.Add(_sources.Count);
        if (2 * Neurons > _slots.Length)
            Grow();
        return number;
    }

    private ReadOnlySpan<int> SourcesOf(int neuron) =>
        CollectionsMarshal.AsSpan(_sources)[_starts[neuron].._starts[neuron + 1]];

    private void Grow()
    {
        _slots = NewSlots(2 * _slots.Length);
        for (int number = 0; number < Neurons; number++)
        {
            int slot = (int)(_hashes[number] & (uint)(_slots.Length - 1));
            while (_slots[slot] != Empty)
                slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = number;
        }
    }

    private static int[] NewSlots(int count)
    {
        var slots = new int[count];
        slots.AsSpan().Fill(Empty);
        return slots;
    }

    // Multiplication by an odd number mixes upwards only: the high bits come down at the end.
    private static uint Hash(NeuronFunction function, ReadOnlySpan<int> key)
    {
        ulong hash = (ulong)function;
        foreach (int source in key)
            hash = (hash ^ (uint)source) * 0x9E3779B97F4A7C15;
        return (uint)(hash >> 32) ^ (uint)(hash >> 54);
    }
}
