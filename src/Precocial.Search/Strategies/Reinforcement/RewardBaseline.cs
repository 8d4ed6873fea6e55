namespace Precocial.Search;

/// <summary>An exponential average of rewards, which an advantage is measured from.</summary>
internal sealed class RewardBaseline(double decay, bool corrects)
{
    private double _average, _weight;

    /// <summary>Takes a reward in, and says how far it lies above the baseline then.</summary>
    public double Advantage(double reward)
    {
        _average += (1 - decay) * (reward - _average);
        _weight += (1 - decay) * (1 - _weight);
        return reward - (corrects ? _average / _weight : _average);
    }
}
