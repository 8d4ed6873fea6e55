using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>REINFORCE: a policy proposes, and the log-probability of what scored above the baseline is
/// raised.</summary>
/// <remarks>
/// <list type="number">
/// <item>Ask: m samples from the policy.</item>
/// <item>When m of them are judged: for each the reward R = score^power + w·entropy, the baseline
/// b ← b + (1 − decay)·(R − b), and the loss −ln p·(R − b), with no gradient through R.</item>
/// <item>One step of Adam on the mean of the losses (+ the policy's penalty).</item>
/// </list>
/// Log-probabilities are computed again from the genotypes when they are told, with the parameters of then: a
/// fold over the trials needs no memory of the asking. Proposals that failed or broke a limit teach nothing.
/// With a window larger than m, samples are of a policy some steps old, and no correction is made. Sources:
/// Williams, Machine Learning 1992; Zoph and Le, "Neural architecture search with reinforcement learning",
/// ICLR 2017, §3.2. Its nearest neighbour: <see cref="RegularizedEvolution{TGenotype,TFeedback}"/>, which has
/// no parameters and does better at a few hundred evaluations.
/// </remarks>
public sealed class Reinforce<TGenotype> : ISearchStrategy<TGenotype, Score>
    where TGenotype : notnull
{
    private readonly ISequentialSpace<TGenotype> _space;
    private readonly Incumbent<TGenotype, Score> _incumbent = new(Ranking.ByScore);
    private readonly RewardBaseline _baseline;
    private readonly List<Trial<TGenotype, Score>> _collected = [];
    private readonly Dictionary<Tensor, Adam> _optimizers = [];

    /// <summary>REINFORCE in a space.</summary>
    /// <param name="space">Where sequences are composed.</param>
    /// <param name="policy">Who proposes; fresh, as it learns.</param>
    /// <param name="settings">How it learns.</param>
    public Reinforce(ISequentialSpace<TGenotype> space, IPolicy policy, ReinforceSettings? settings = null)
    {
        (_space, Policy, Settings) = (space, policy, settings ?? new());
        Settings.Check();
        _baseline = new(Settings.BaselineDecay, Settings.CorrectsBaseline);
    }

    /// <summary>Who proposes.</summary>
    public IPolicy Policy { get; }

    /// <summary>How it learns.</summary>
    public ReinforceSettings Settings { get; }

    /// <inheritdoc/>
    public string Description => $"reinforce ({Policy.Description}; {Settings})";

    /// <inheritdoc/>
    public TGenotype Best => _incumbent.Genotype;

    /// <summary>m samples from the policy as it is now.</summary>
    public IReadOnlyList<TGenotype> Ask(Rng rng) =>
        [.. Enumerable.Range(0, Settings.SamplesPerStep).Select(i => Sample(rng.Split((ulong)i)))];

    /// <summary>One sample from the policy as it is now.</summary>
    public TGenotype Sample(Rng rng)
    {
        using var tape = new Tape(recording: false);
        return _space.Compose(Policy.Walk(tape, _space, (_, p) => Draw(p, rng)).Choices.AsSpan());
    }

    /// <inheritdoc/>
    public void Tell(IReadOnlyList<Trial<TGenotype, Score>> round)
    {
        foreach (var trial in round)
        {
            _incumbent.Offer(trial);
            if (trial.Status != TrialStatus.Done)
                continue;
            _collected.Add(trial);
            if (_collected.Count < Settings.SamplesPerStep)
                continue;
            Learn();
            _collected.Clear();
        }
    }

    private void Learn()
    {
        using var tape = new Tape();
        Tensor? loss = null;
        foreach (var trial in _collected)
        {
            var term = LossOf(tape, trial).Affine(1f / _collected.Count, 0);
            loss = loss is null ? term : loss.Add(term);
        }
        tape.Backward(loss!);
        foreach (var parameter in Policy.Parameters)
        {
            if (parameter.Gradient is not null)
                OptimizerOf(parameter).Step();
            parameter.ClearGradient();
        }
    }

    private Tensor LossOf(Tape tape, in Trial<TGenotype, Score> trial)
    {
        int[] choices = _space.Decompose(trial.Genotype);
        var walk = Policy.Walk(tape, _space, (position, _) => choices[position]);
        double reward = Math.Pow(trial.Feedback.Value, Settings.RewardPower)
            + Settings.EntropyWeight * walk.Entropy;
        var loss = walk.LogProbability.Affine((float)-_baseline.Advantage(reward), 0).Sum();
        return walk.Penalty is { } penalty && Settings.PenaltyWeight != 0
            ? loss.Add(penalty.Affine((float)Settings.PenaltyWeight, 0))
            : loss;
    }

    // One a parameter: those that a walk does not need, because its decisions were not in play, stay as
    // they are.
    private Adam OptimizerOf(Tensor parameter)
    {
        if (!_optimizers.TryGetValue(parameter, out var optimizer))
        {
            _optimizers[parameter] = optimizer = new Adam([parameter], (float)Settings.LearningRate,
                (float)Settings.Beta1, (float)Settings.Beta2, (float)Settings.Epsilon);
        }
        return optimizer;
    }

    private static int Draw(ReadOnlySpan<float> logProbabilities, Rng rng)
    {
        double left = rng.NextDouble();
        for (int i = 0; i < logProbabilities.Length - 1; i++)
        {
            left -= Math.Exp(logProbabilities[i]);
            if (left < 0)
                return i;
        }
        return logProbabilities.Length - 1;
    }
}
