using System.Collections.Immutable;
using Precocial.Tasks;

namespace Precocial.Search;

/// <summary>Episodes to be run with one network: for each, which weights and which start.</summary>
internal sealed class RolloutJobs
{
    private readonly int[] _seeds;
    private readonly double[][]? _starts;
    private readonly double[] _returns;
    private readonly int[] _steps;
    private readonly bool[] _diverged;

    /// <summary>As many episodes as there are seeds or starts.</summary>
    public RolloutJobs(int[] seeds, double[][]? starts = null)
    {
        (_seeds, _starts, Count) = (seeds, starts, starts?.Length ?? seeds.Length);
        (_returns, _steps, _diverged) = (new double[Count], new int[Count], new bool[Count]);
    }

    /// <summary>How many.</summary>
    public int Count { get; }

    /// <summary>What they gave so far.</summary>
    public EpisodeScores Scores => new([.. _returns], [.. _steps], [.. _diverged]);

    /// <summary>Those from <paramref name="first"/> on.</summary>
    public EpisodeScores ScoresOf(int first, int count) => new(
        ImmutableArray.Create(_returns, first, count), ImmutableArray.Create(_steps, first, count),
        ImmutableArray.Create(_diverged, first, count));

    public void Begin(IEpisodeLanes lanes, int lane, int job)
    {
        if (_starts is null)
            lanes.Begin(lane, _seeds[job]);
        else
            lanes.BeginAt(lane, _starts[job]);
    }

    public void End(int job, double sum, int steps, bool diverged) =>
        (_returns[job], _steps[job], _diverged[job]) = (sum, steps, diverged);
}
