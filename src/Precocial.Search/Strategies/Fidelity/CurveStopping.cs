using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>Trains each network epoch by epoch and stops it when its learning curve says that it will hardly
/// become the best: around any strategy that proposes new networks.</summary>
/// <remarks>
/// Source: Domhan, Springenberg and Hutter, IJCAI 2015, §4.
/// <list type="number">
/// <item>A network proposed by the strategy inside is judged after 1, 2, 3, ... epochs.</item>
/// <item>At some epochs, once a network was trained to the end: stop it if P(score at the end > best score at
/// the end so far) is below a threshold (and, if asked for, only if the forecast is sure of itself).</item>
/// <item>The strategy inside learns the score at the end, or of a stopped network the forecast's mean.</item>
/// </list>
/// With a <see cref="RegressionForecaster"/> this is the early stopping of Baker et al. Every epoch is a
/// trial of the study: pair with <see cref="ContinuedTraining"/>, whose horizon must be the same. Its nearest
/// neighbour: <see cref="Asha{TGenotype,TFeedback}"/>, which compares networks at the same epoch and
/// forecasts nothing.
/// </remarks>
public sealed class CurveStopping<TGenotype> : ISearchStrategy<Staged<TGenotype>, Score>
    where TGenotype : notnull
{
    private static readonly Rng s_forecasts = new Rng(0).Split("forecasts");

    private readonly ISearchStrategy<TGenotype, Score> _inside;
    private readonly Func<TGenotype, double[]> _features;
    private readonly StagedIncumbent<TGenotype, Score> _incumbent = new(Ranking.ByScore);
    private readonly List<Training> _running = [];
    private readonly Dictionary<TGenotype, Training> _known = [];
    private readonly List<LearningCurve> _finished = [];
    private double _bestAtEnd = double.NegativeInfinity;
    private int _proposed;

    /// <summary>Early stopping around a strategy.</summary>
    /// <param name="inside">Proposes the new networks; must be fresh.</param>
    /// <param name="horizon">The epochs of a whole training.</param>
    /// <param name="forecaster">Where curves will end; null for extrapolation by the eleven families.</param>
    /// <param name="settings">When to stop.</param>
    /// <param name="features">What a regression also knows of a network; null for nothing.</param>
    public CurveStopping(
        ISearchStrategy<TGenotype, Score> inside, int horizon, ICurveForecaster? forecaster = null,
        StoppingSettings? settings = null, Func<TGenotype, double[]>? features = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(horizon);
        (_inside, Horizon, _features) = (inside, horizon, features ?? (_ => []));
        (Forecaster, Settings) = (forecaster ?? new ExtrapolatingForecaster(new()), settings ?? new());
        Settings.Check();
    }

    /// <summary>The epochs of a whole training.</summary>
    public int Horizon { get; }

    /// <summary>Where curves will end.</summary>
    public ICurveForecaster Forecaster { get; }

    /// <summary>When to stop.</summary>
    public StoppingSettings Settings { get; }

    /// <summary>How many networks were stopped.</summary>
    public int Stopped { get; private set; }

    /// <summary>How many networks were trained to the end.</summary>
    public int Finished => _finished.Count;

    /// <inheritdoc/>
    public string Description =>
        $"{_inside.Description}, stopped before {Horizon} epochs by {Forecaster.Description} ({Settings})";

    /// <inheritdoc/>
    public Staged<TGenotype> Best => _incumbent.Genotype;

    /// <inheritdoc/>
    public IReadOnlyList<Staged<TGenotype>> Ask(Rng rng) => Ask(rng, []);

    /// <inheritdoc/>
    public IReadOnlyList<Staged<TGenotype>> Ask(Rng rng, IReadOnlyList<Staged<TGenotype>> pending)
    {
        foreach (var training in _running)
        {
            var next = new Staged<TGenotype>(training.Genotype, training.Points.Count + 1);
            if (!pending.Contains(next))
                return [next];
        }
        TGenotype[] others =
        [
            .. _running.Select(training => training.Genotype),
            .. pending.Where(p => p.Epochs == 1).Select(p => p.Genotype),
        ];
        return [new(_inside.Ask(rng, others)[0], 1)];
    }

    /// <inheritdoc/>
    public void Tell(IReadOnlyList<Trial<Staged<TGenotype>, Score>> round)
    {
        foreach (var trial in round)
        {
            _incumbent.Offer(trial);
            if (trial.Genotype.Epochs == 1)
                Begin(trial);
            else if (_known.TryGetValue(trial.Genotype.Genotype, out var training) && !training.IsSettled
                && trial.Genotype.Epochs == training.Points.Count + 1)
                Continue(training, trial);
        }
    }

    // A network that the strategy inside proposes again is not trained again: it is told the same.
    private void Begin(in Trial<Staged<TGenotype>, Score> trial)
    {
        if (_known.TryGetValue(trial.Genotype.Genotype, out var before))
        {
            if (before.IsSettled)
                TellInside(before, trial);
            return;
        }
        var training = _known[trial.Genotype.Genotype] = new(trial.Genotype.Genotype);
        _running.Add(training);
        Continue(training, trial);
    }

    private void Continue(Training training, in Trial<Staged<TGenotype>, Score> trial)
    {
        if (trial.Status != TrialStatus.Done)
        {
            Settle(training, trial, trial.Status, default);
            return;
        }
        int epoch = trial.Genotype.Epochs;
        training.Points.Add(new(epoch, trial.Feedback.Value));
        if (epoch == Horizon)
        {
            _finished.Add(new(training.Points, _features(training.Genotype)));
            _bestAtEnd = Math.Max(_bestAtEnd, trial.Feedback.Value);
            Settle(training, trial, TrialStatus.Done, trial.Feedback);
        }
        else if (ForecastThatStops(training, trial.Sequence) is { } forecast)
        {
            Stopped++;
            Settle(training, trial, TrialStatus.Done, new(forecast.Mean));
        }
    }

    private ICurveForecast? ForecastThatStops(Training training, int sequence)
    {
        int epochs = training.Points.Count;
        if (epochs < Settings.FirstCheck || (epochs - Settings.FirstCheck) % Settings.CheckEvery != 0
            || _finished.Count == 0 || !Forecaster.CanForecast(epochs, _finished.Count))
            return null;
        var curve = new LearningCurve(training.Points, _features(training.Genotype));
        var forecast = Forecaster.Forecast(curve, _finished, Horizon, s_forecasts.Split((ulong)sequence));
        return forecast.ProbabilityAbove(_bestAtEnd) < Settings.Threshold
            && forecast.Sd < (Settings.MostSd ?? double.PositiveInfinity) ? forecast : null;
    }

    private void Settle(
        Training training, in Trial<Staged<TGenotype>, Score> trial, TrialStatus status, Score feedback)
    {
        (training.IsSettled, training.Status, training.Feedback) = (true, status, feedback);
        _running.Remove(training);
        TellInside(training, trial);
    }

    private void TellInside(Training training, in Trial<Staged<TGenotype>, Score> trial) => _inside.Tell(
        [new(_proposed++, training.Genotype, training.Status, training.Feedback, trial.Key, trial.Message)]);

    private sealed class Training(TGenotype genotype)
    {
        public TGenotype Genotype { get; } = genotype;

        public List<CurvePoint> Points { get; } = [];

        public bool IsSettled { get; set; }

        public TrialStatus Status { get; set; }

        public Score Feedback { get; set; }
    }
}
