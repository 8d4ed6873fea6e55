namespace Precocial.Search;

/// <summary>How much room each member has in its front, along one objective.</summary>
internal static class Crowding
{
    /// <summary>Adds the distance between both neighbours in the front, infinite at its ends.</summary>
    /// <param name="values">The objective.</param>
    /// <param name="front">Each member's front.</param>
    /// <param name="faithful">Scales by |1/max − min| as the authors' code does, instead of 1/(max −
    /// min).</param>
    /// <param name="room">What is added to.</param>
    public static void Add(
        ReadOnlySpan<double> values, ReadOnlySpan<int> front, bool faithful, Span<double> room)
    {
        var keys = new (int Front, double Value, int Member)[values.Length];
        for (int i = 0; i < keys.Length; i++)
            keys[i] = (front[i], values[i], i);
        Array.Sort(keys, static (a, b) =>
            a.Front != b.Front ? a.Front - b.Front
            : a.Value != b.Value ? a.Value.CompareTo(b.Value)
            : a.Member - b.Member);
        for (int start = 0, end; start < keys.Length; start = end)
        {
            end = start + 1;
            while (end < keys.Length && keys[end].Front == keys[start].Front)
                end++;
            AddFront(keys.AsSpan(start..end), faithful, room);
        }
    }

    private static void AddFront(
        ReadOnlySpan<(int Front, double Value, int Member)> sorted, bool faithful, Span<double> room)
    {
        double min = sorted[0].Value, max = sorted[^1].Value;
        double scale = max - min <= 0 ? 1 : faithful ? Math.Abs(1 / max - min) : 1 / (max - min);
        for (int i = 1; i < sorted.Length - 1; i++)
            room[sorted[i].Member] += (sorted[i + 1].Value - sorted[i - 1].Value) * scale;
        // A scale of 0 times infinity is not a number: in the authors' code too.
        room[sorted[0].Member] += double.PositiveInfinity * scale;
        if (sorted.Length > 1)
            room[sorted[^1].Member] += double.PositiveInfinity * scale;
    }
}
