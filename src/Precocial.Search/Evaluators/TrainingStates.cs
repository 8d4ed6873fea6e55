namespace Precocial.Search;

/// <summary>The states of unfinished trainings, one a network, in bounded memory: the one unused for longest
/// goes first. Thread-safe.</summary>
internal sealed class TrainingStates(long mostBytes)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<State>> _byKey = [];
    private readonly LinkedList<State> _oldestFirst = [];
    private long _bytes;

    /// <summary>Takes a network's state out; null when there is none, or it is past so many epochs.</summary>
    public byte[]? Take(string key, int mostEpochs)
    {
        lock (_gate)
        {
            if (!_byKey.TryGetValue(key, out var node) || node.Value.Epoch > mostEpochs)
                return null;
            Remove(node);
            return node.Value.Bytes;
        }
    }

    /// <summary>Keeps a network's state, unless a later one is there.</summary>
    public void Keep(string key, int epoch, byte[] bytes)
    {
        lock (_gate)
        {
            if (_byKey.TryGetValue(key, out var before))
            {
                if (before.Value.Epoch > epoch)
                    return;
                Remove(before);
            }
            _byKey[key] = _oldestFirst.AddLast(new State(key, epoch, bytes));
            _bytes += bytes.Length;
            while (_bytes > mostBytes && _oldestFirst.First is { } oldest)
                Remove(oldest);
        }
    }

    private void Remove(LinkedListNode<State> node)
    {
        _byKey.Remove(node.Value.Key);
        _oldestFirst.Remove(node);
        _bytes -= node.Value.Bytes.Length;
    }

    private readonly record struct State(string Key, int Epoch, byte[] Bytes);
}
