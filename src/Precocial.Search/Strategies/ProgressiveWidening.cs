using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>From small to large: every network of one block is judged, then the most promising of two blocks,
/// and so on, as a predictor of the smaller ones says.</summary>
/// <remarks>
/// Source: Liu, Zoph, Neumann et al., "Progressive neural architecture search", ECCV 2018, algorithm 1.
/// <list type="number">
/// <item>Judge all networks of one block (or so many of them, drawn).</item>
/// <item>Fit the predictor on all that were judged.</item>
/// <item>Grow each network of the last size by every possible block; judge the K with the largest
/// forecast.</item>
/// <item>Go on with 2 until the largest size is judged.</item>
/// </list>
/// The predictor is one of the paper's two: five perceptrons (<see cref="MlpEnsemble"/>; each sees all rows,
/// not 4/5 of them) or five recurrent networks (<see cref="LstmEnsemble"/>). While the last
/// results of a size are out (a window above 1), and after the last size, the next best of the size are
/// proposed. Its nearest neighbour: <see cref="PredictorGuided{TGenotype,TFeedback}"/>, which mutates and
/// knows no size.
/// </remarks>
public sealed class ProgressiveWidening<TGenotype, TFeedback> : ISearchStrategy<TGenotype, TFeedback>
    where TGenotype : notnull
{
    // Hundreds of thousands may be grown: their features would not all fit.
    private const int ForecastsAtOnce = 4096;

    private static readonly Rng s_fits = new Rng(0).Split("progressive widening");

    private readonly IGrowingSpace<TGenotype> _space;
    private readonly IPopulationRanking<TFeedback> _ranking;
    private readonly List<double[]> _features = [];
    private readonly List<double> _targets = [];
    private readonly Dictionary<int, int> _judged = [], _told = [];
    private readonly HashSet<TGenotype> _ofLevel = [];
    private List<TGenotype> _level;
    private int _blocks = 1;
    private Trial<TGenotype, TFeedback>? _best;

    /// <summary>Progressive search in a space.</summary>
    /// <param name="space">What grows.</param>
    /// <param name="ranking">Which is best, and the number that is forecast.</param>
    /// <param name="predictor">What forecasts; null for five perceptrons.</param>
    /// <param name="keep">K: how many of each size but the first are judged. The paper: 256.</param>
    /// <param name="first">How many of the first size are judged; null for all, as the paper.</param>
    public ProgressiveWidening(
        IGrowingSpace<TGenotype> space, IPopulationRanking<TFeedback> ranking, IPredictor? predictor = null,
        int keep = 256, int? first = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(keep);
        (_space, _ranking, Keep) = (space, ranking, keep);
        Predictor = predictor ?? new MlpEnsemble();
        First = Math.Min(first ?? int.MaxValue, space.Seeds.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(First, Math.Min(Predictor.FewestRows, space.Seeds.Count),
            nameof(first));
        TGenotype[] seeds = [.. space.Seeds];
        if (First < seeds.Length)
            s_fits.Split("seeds").Shuffle(seeds.AsSpan());
        _level = [.. seeds];
    }

    /// <summary>What forecasts.</summary>
    public IPredictor Predictor { get; }

    /// <summary>K: how many of each size but the first are judged.</summary>
    public int Keep { get; }

    /// <summary>How many of the first size are judged.</summary>
    public int First { get; }

    /// <summary>How many networks are judged until the largest size is done.</summary>
    public int Judgements => First + (_space.MostBlocks - 1) * Keep;

    /// <inheritdoc/>
    public string Description =>
        $"progressive widening ({First} of one block, then {Keep} a size; {Predictor.Description})";

    /// <inheritdoc/>
    public TGenotype Best => _best is { } best ? best.Genotype : throw new InvalidOperationException(
        "No trial has succeeded yet, so there is no best: tell the strategy of one.");

    /// <inheritdoc/>
    public IReadOnlyList<TGenotype> Ask(Rng rng) => Ask(rng, []);

    /// <inheritdoc/>
    public IReadOnlyList<TGenotype> Ask(Rng rng, IReadOnlyList<TGenotype> pending)
    {
        int issued = _told.GetValueOrDefault(_blocks)
            + pending.Count(genotype => _space.BlocksOf(genotype) == _blocks);
        return [issued < _level.Count ? _level[issued] : _space.Sample(rng)];
    }

    /// <inheritdoc/>
    public void Tell(IReadOnlyList<Trial<TGenotype, TFeedback>> round)
    {
        foreach (var trial in round)
        {
            int blocks = _space.BlocksOf(trial.Genotype);
            _told[blocks] = _told.GetValueOrDefault(blocks) + 1;
            if (trial.Status != TrialStatus.Infeasible)
                _judged[blocks] = _judged.GetValueOrDefault(blocks) + 1;
            if (trial.Status == TrialStatus.Done)
                Learn(trial);
            if (blocks == _blocks && _blocks < _space.MostBlocks && IsLevelDone())
                Widen(trial.Sequence);
        }
    }

    private bool IsLevelDone() => _targets.Count >= Predictor.FewestRows
        && (_judged.GetValueOrDefault(_blocks) >= (_blocks == 1 ? First : Keep)
            || _told[_blocks] >= _level.Count);

    private void Learn(in Trial<TGenotype, TFeedback> trial)
    {
        if (_best is not { } best || _ranking.Compare(trial.Feedback!, best.Feedback!) > 0)
            _best = trial;
        if (_space.BlocksOf(trial.Genotype) == _blocks)
            _ofLevel.Add(trial.Genotype);
        double merit = _ranking.Merit(trial.Feedback!);
        // Feedback that breaks a constraint has none.
        if (!double.IsFinite(merit))
            return;
        _features.Add(_space.Features(trial.Genotype));
        _targets.Add(merit);
    }

    // Beyond the K, as many again: for what is infeasible, and for questions that come early.
    private void Widen(int sequence)
    {
        var fit = Predictor.Fit(_features, _targets, s_fits.Split((ulong)sequence));
        TGenotype[] grown = [.. _level.Where(_ofLevel.Contains).SelectMany(_space.Grown).Distinct()];
        var forecasts = grown.Chunk(ForecastsAtOnce)
            .SelectMany(chunk => fit.PredictAll([.. chunk.Select(_space.Features)]));
        _level =
        [
            .. grown.Zip(forecasts).OrderByDescending(pair => pair.Second.Mean).Take(2 * Keep)
                .Select(pair => pair.First),
        ];
        _ofLevel.Clear();
        _blocks++;
    }
}
