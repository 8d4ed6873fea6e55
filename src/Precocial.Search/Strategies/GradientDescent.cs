using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Follows the gradient of the validation loss with respect to α: the strategy of DARTS.</summary>
/// <remarks>
/// Proposes one mixture a round; from the gradient that comes back, one step of Adam gives the next. The
/// first is a draw from the space. Which order the gradient has is the evaluator's:
/// <see cref="RelaxedEvaluator"/>. Watches for collapse: <see cref="Epochs"/> has skip connections, entropy
/// and eigenvalue after each epoch, and <see cref="GradientDescentSettings.Guard"/> says whether signs of it
/// end the search. <see cref="Best"/> is the newest mixture, not one of smallest loss (losses of different
/// batches do not compare), or what the guard kept. Source: Liu, Simonyan and Yang, "DARTS", ICLR 2019, §2.3.
/// </remarks>
public sealed class GradientDescent : ISearchStrategy<Mixture, AlphaGradient>
{
    private readonly IRelaxedSpace _space;
    private readonly CollapseWatch _watch;
    private readonly Tensor _alpha;
    private readonly Adam _adam;
    private Mixture? _newest, _next;

    /// <summary>Gradient descent in a space.</summary>
    public GradientDescent(IRelaxedSpace space, GradientDescentSettings settings)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(settings.RoundsPerEpoch);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(settings.Guard.Window);
        (_space, Settings) = (space, settings);
        _watch = new(space, settings.Guard, settings.RoundsPerEpoch);
        _alpha = Tensor.Zeros([space.Rows * space.Operations.Length], requiresGradient: true);
        _adam = new([_alpha], settings.LearningRate, settings.Beta1, settings.Beta2,
            weightDecay: settings.WeightDecay);
    }

    /// <summary>How α moves.</summary>
    public GradientDescentSettings Settings { get; }

    /// <inheritdoc/>
    public string Description => $"gradient descent ({Settings})";

    /// <summary>Where the search stood after each epoch.</summary>
    public IReadOnlyList<RelaxationEpoch> Epochs => _watch.Epochs;

    /// <summary>Told after each epoch, on the thread that runs the study.</summary>
    public IProgress<RelaxationEpoch>? Progress { get; init; }

    /// <summary>Whether a sign of collapse has ended the search.</summary>
    public bool IsDone => _watch.Kept is not null;

    /// <inheritdoc/>
    public Mixture Best => _watch.Kept ?? _newest ?? throw new InvalidOperationException(
        "No trial has succeeded yet, so there is no best: tell the strategy of one.");

    /// <inheritdoc/>
    public IReadOnlyList<Mixture> Ask(Rng rng) => [_next ?? _space.Sample(rng)];

    /// <inheritdoc/>
    public void Tell(IReadOnlyList<Trial<Mixture, AlphaGradient>> round)
    {
        foreach (var trial in round)
        {
            if (trial.Status != TrialStatus.Done || IsDone)
                continue;
            _newest = trial.Genotype;
            _next = Step(trial.Genotype, trial.Feedback.Gradient);
            if (_watch.Add(trial.Genotype, trial.Feedback) is { } epoch)
                Progress?.Report(epoch);
        }
    }

    // d(Σ g·α)/dα = g: brings a gradient that was computed elsewhere to the optimizer, to the bit.
    private Mixture Step(Mixture mixture, ImmutableArray<float> gradient)
    {
        mixture.Alpha.CopyTo(_alpha.Span);
        var g = Tensor.Zeros(_alpha.Shape);
        gradient.CopyTo(g.Span);
        using (var tape = new Tape())
        {
            _adam.ClearGradients();
            tape.Backward((tape.Input(_alpha) * tape.Input(g)).Sum());
        }
        _adam.Step();
        return new(mixture.Rows, mixture.Operations, [.. _alpha.ToArray()]);
    }
}
