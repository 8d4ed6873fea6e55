using System.Numerics;
using System.Runtime.InteropServices;
using Precocial.Tasks;

namespace Precocial.Search;

/// <summary>Runs jobs side by side on one thread: an ended episode's lane goes to the next job, or, when
/// there is none left, to the last lane's episode, so that registers stay full.</summary>
/// <remarks>A job's result does not depend on its neighbours. Nothing is allocated while episodes
/// run.</remarks>
internal sealed class LaneRollout
{
    private readonly EnvironmentSpec _spec;
    private readonly ILaneAgent _agent;
    private readonly IEpisodeLanes _episodes;
    private readonly RolloutRules _rules;
    private readonly RolloutJobs _jobs;
    private readonly double[] _rewards, _returns;
    private readonly bool[] _done;
    private readonly int[] _job, _begun;
    private int _live, _next, _end, _time, _limitAt;

    public LaneRollout(IEnvironment environment, ILaneAgent agent, RolloutRules rules, RolloutJobs jobs)
    {
        (_spec, _agent, _rules, _jobs) = (environment.Spec, agent, rules, jobs);
        _episodes = EpisodeLanes.Of(environment, agent.Capacity);
        (_rewards, _returns) = (new double[agent.Capacity], new double[agent.Capacity]);
        (_job, _begun) = (new int[agent.Capacity], new int[agent.Capacity]);
        _done = new bool[agent.Capacity];
    }

    /// <summary>Runs jobs <paramref name="first"/> to <paramref name="end"/>−1.</summary>
    /// <exception cref="SearchException">The environment gave a reward that is not finite.</exception>
    public void Run(int first, int end)
    {
        (_next, _end, _time, _limitAt) = (first, end, 0, int.MaxValue);
        for (_live = 0; _live < _agent.Capacity && _next < end; _live++)
            Begin(_live);
        while (_live > 0)
        {
            _episodes.Observe(_live, _agent.Inputs);
            _agent.Run(_live);
            if (!IsFinite(_agent.Inputs) || !IsFinite(_agent.Outputs))
            {
                EndDiverged();
                continue;
            }
            bool ended = _episodes.Step(_live, _agent.Outputs, _rewards, _done);
            _time++;
            if (!AddRewards())
                CheckRewards();
            if (ended || _time >= _limitAt)
                EndDone();
        }
    }

    private void Begin(int lane)
    {
        _job[lane] = _next++;
        _begun[lane] = _time;
        _returns[lane] = 0;
        _jobs.Begin(_episodes, lane, _job[lane]);
        _agent.Begin(lane, _job[lane]);
        _limitAt = Math.Min(_limitAt, _time + _rules.StepLimit);
    }

    // Whole rows: empty lanes are zero.
    private static bool IsFinite(ReadOnlySpan<double> values)
    {
        Vector<double> sum = default;
        foreach (Vector<double> x in MemoryMarshal.Cast<double, Vector<double>>(values))
            sum += x - x; // 0, or NaN where x is not finite
        return Vector.EqualsAll(sum, Vector<double>.Zero);
    }

    private bool AddRewards()
    {
        Vector<double> sum = default;
        Span<Vector<double>> returns = MemoryMarshal.Cast<double, Vector<double>>(_returns.AsSpan());
        Span<Vector<double>> rewards = MemoryMarshal.Cast<double, Vector<double>>(_rewards.AsSpan());
        for (int i = 0; i < rewards.Length; i++)
        {
            returns[i] += rewards[i];
            sum += rewards[i] - rewards[i];
        }
        return Vector.EqualsAll(sum, Vector<double>.Zero);
    }

    private void CheckRewards()
    {
        for (int lane = 0; lane < _live; lane++)
        {
            if (!double.IsFinite(_rewards[lane]))
            {
                throw new SearchException($"{_spec.Name}: the environment returned the reward "
                    + $"{_rewards[lane]} at step "
                    + $"{_time - _begun[lane]}, though the action was finite.");
            }
        }
        // Only empty lanes: what they get is not a reward.
        _rewards.AsSpan(_live).Clear();
        _returns.AsSpan(_live).Clear();
    }

    private void EndDiverged()
    {
        for (int lane = _live - 1; lane >= 0; lane--)
        {
            if (!IsLaneFinite(_agent.Inputs, lane) || !IsLaneFinite(_agent.Outputs, lane))
                End(lane, _spec.WorstReturn, diverged: true);
        }
        for (int lane = _live; lane < _agent.Capacity; lane++)
            _agent.Clear(lane);
    }

    private bool IsLaneFinite(ReadOnlySpan<double> rows, int lane)
    {
        for (int i = lane; i < rows.Length; i += _agent.Capacity)
        {
            if (!double.IsFinite(rows[i]))
                return false;
        }
        return true;
    }

    private void EndDone()
    {
        for (int lane = _live - 1; lane >= 0; lane--)
        {
            int steps = _time - _begun[lane];
            if (steps >= _rules.StepLimit || _done[lane] && !(_rules.IgnoresFirstDone && steps == 1))
                End(lane, _returns[lane], diverged: false);
        }
        _limitAt = int.MaxValue;
        for (int lane = 0; lane < _live; lane++)
            _limitAt = Math.Min(_limitAt, _begun[lane] + _rules.StepLimit);
    }

    // Called from the last lane down: what moves into a gap was looked at already.
    private void End(int lane, double sum, bool diverged)
    {
        _jobs.End(_job[lane], sum, _time - _begun[lane], diverged);
        if (_next < _end)
        {
            Begin(lane);
            return;
        }
        _live--;
        if (lane != _live)
        {
            _episodes.Move(_live, lane);
            _agent.Move(_live, lane);
            (_job[lane], _begun[lane], _returns[lane]) = (_job[_live], _begun[_live], _returns[_live]);
        }
        _agent.Clear(_live);
    }
}
