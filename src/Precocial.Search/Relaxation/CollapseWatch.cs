using System.Globalization;

namespace Precocial.Search;

/// <summary>Watches a relaxed search for signs of collapse, epoch by epoch.</summary>
/// <remarks>A fold over the rounds: told the same, it says the same.</remarks>
internal sealed class CollapseWatch(IRelaxedSpace space, CollapseGuard guard, int roundsPerEpoch)
{
    private readonly List<RelaxationEpoch> _epochs = [];
    private readonly List<Mixture> _ends = [];
    private readonly List<AlphaGradient> _rounds = [];
    private int _lastGood = -1;

    /// <summary>The epochs so far.</summary>
    public IReadOnlyList<RelaxationEpoch> Epochs => _epochs;

    /// <summary>What the search ends with, once a sign has stopped it; null before.</summary>
    public Mixture? Kept { get; private set; }

    /// <summary>Takes in a round; returns the epoch that it ends, if it ends one.</summary>
    public RelaxationEpoch? Add(Mixture mixture, AlphaGradient feedback)
    {
        _rounds.Add(feedback);
        if (_rounds.Count < roundsPerEpoch || Kept is not null)
            return null;
        int epoch = _epochs.Count + 1, skips = space.SkipsIn(mixture);
        double? growth = GrowthWith(feedback.Eigenvalue);
        bool counts = epoch >= guard.FirstEpoch, manySkips = counts && skips >= guard.Skips,
            sharp = counts && growth > guard.Ratio;
        _epochs.Add(new(epoch, _rounds.Average(r => r.Loss), _rounds.Average(r => r.Accuracy), skips,
            mixture.Entropy, feedback.Eigenvalue, growth, space.Derive(mixture),
            WarningOf(manySkips, sharp, skips, growth)));
        _ends.Add(mixture);
        _rounds.Clear();
        if (!manySkips)
            _lastGood = _ends.Count - 1;
        if (sharp && guard.StopsAtEigenvalue)
            Kept = _ends[Math.Max(0, _ends.Count - 1 - guard.Window)];
        else if (manySkips && guard.StopsAtSkips)
            Kept = _ends[_lastGood >= 0 ? _lastGood : ^1];
        return _epochs[^1];
    }

    // mean of the last W over the mean of the W before.
    private double? GrowthWith(double? newest)
    {
        double?[] all = [.. _epochs.Select(e => e.Eigenvalue), newest];
        if (all.Length < 2 * guard.Window || all.TakeLast(2 * guard.Window).Any(e => e is null))
            return null;
        double now = all.TakeLast(guard.Window).Average()!.Value;
        double before = all.SkipLast(guard.Window).TakeLast(guard.Window).Average()!.Value;
        return before > 0 ? now / before : null;
    }

    private string? WarningOf(bool manySkips, bool sharp, int skips, double? growth)
    {
        string?[] signs =
        [
            manySkips ? $"{skips} skip connections in the cell" : null,
            sharp
                ? string.Create(CultureInfo.InvariantCulture, $"the eigenvalue grew {growth:0.00} times")
                : null,
        ];
        string text = string.Join(", ", signs.Where(sign => sign is not null));
        return text.Length > 0 ? $"signs of collapse: {text}" : null;
    }
}
