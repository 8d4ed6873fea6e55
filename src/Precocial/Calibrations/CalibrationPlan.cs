using System.Globalization;
using System.Text.Json;
using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial;

/// <summary>The networks, data and budget of a calibration, derived from a data set and the
/// settings.</summary>
/// <remarks>As in a design: candidates are trained on a sample of the training part, so that the cost does
/// not depend on the set's size. Stand-alone accuracy is measured on the test part, which no judge
/// sees.</remarks>
public sealed class CalibrationPlan
{
    private const int DrawsPerNetwork = 1000;

    private readonly CalibrationSettings _settings;
    private readonly DesignPlan _plan;
    private readonly TaskGeometry _geometry;

    /// <summary>A plan for a data set.</summary>
    /// <exception cref="SearchException">The limits leave too few networks; the space is for images, and the
    /// samples are none.</exception>
    public CalibrationPlan(Dataset data, CalibrationSettings? settings = null)
    {
        _settings = settings ?? new CalibrationSettings();
        DataSplit split = DataSplit.Stratified(data, new Rng(_settings.Seed));
        _plan = DesignPlanning.For(split, new DesignSettings
        {
            Space = _settings.Space,
            Limits = _settings.Limits,
            Seed = _settings.Seed,
        });
        Rng rng = new Rng(_settings.Seed).Split("calibration");
        Train = StratifiedSample.Take(split.Train, _plan.SearchTrain, rng.Split("train"));
        Validation = StratifiedSample.Take(split.Validation, _plan.SearchValidation, rng.Split("validation"));
        Recipe = DesignRecipe.For(split.Train);
        StandAlone = new TrainedEvaluator(Train, split.Test, Recipe);
        Budget = new Budget(_settings.Epochs ?? _plan.FinalEpochs);
        _geometry = TaskGeometry.Of(split.Train);
        Networks = SpaceChoices.Visit(_settings.Space, _geometry, new Drawing(this, rng.Split("networks")));
    }

    /// <summary>What every network, and every judge that trains, is trained on.</summary>
    public Dataset Train { get; }

    /// <summary>What judges measure accuracy on.</summary>
    public Dataset Validation { get; }

    /// <summary>How networks are trained.</summary>
    public TrainingRecipe Recipe { get; }

    /// <summary>Trains networks alone.</summary>
    public TrainedEvaluator StandAlone { get; }

    /// <summary>For how long.</summary>
    public Budget Budget { get; }

    /// <summary>The networks, no two alike.</summary>
    public IReadOnlyList<ArchitectureGraph> Networks { get; }

    /// <summary>What the stand-alone accuracies depend on: equal identities, equal accuracies. The judges are
    /// not part of it.</summary>
    public StudySettings Identity => new(
        JsonSerializer.Serialize(_plan.SearchSettings.Remove("budget")
            .Add("epochs", Budget.Epochs.ToString(CultureInfo.InvariantCulture))
            .Add("limits", _plan.Limits.ToString())
            .Add("recipe", Recipe.ToString())
            .Add("space", _settings.Space.ToString().ToLowerInvariant())),
        _settings.Seed, Window: 1);

    /// <summary>The calibration.</summary>
    /// <param name="log">Where work is kept.</param>
    /// <param name="threads">How many networks are judged at once.</param>
    public Calibration Begin(IWorkLog log, int threads = 1) =>
        new(Networks, StandAlone, Budget, log) { Seed = _settings.Seed, Threads = threads };

    /// <summary>A judge with weights that all networks of the space share, trained on uniform draws before it
    /// judges.</summary>
    /// <param name="epochs">Passes over <see cref="Train"/>.</param>
    /// <param name="workers">Threads of that training; used while the judge is.</param>
    public IEvaluator<Score> SharedWeights(int epochs, WorkerPool workers)
    {
        var training = new SupernetTraining(new SupernetWeights(_settings.Seed), Train,
            SharedWeightsSearch.SettingsFor((double)epochs * Train.Count, Recipe.Augmentation),
            _settings.Seed, workers);
        var judge = new SharedWeightsEvaluator(training, Validation, SharedWeightsSettings.Spos);
        return SpaceChoices.Visit(_settings.Space, _geometry, new Sharing(_plan.Limits, judge));
    }

    private List<ArchitectureGraph> Draw<TGenotype>(ISearchSpace<TGenotype> space, Rng rng)
        where TGenotype : notnull
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var networks = new List<ArchitectureGraph>();
        for (int i = 0; i < DrawsPerNetwork * _settings.Networks && networks.Count < _settings.Networks; i++)
        {
            ArchitectureGraph graph = space.Decode(space.Sample(rng.Split((ulong)i)));
            if (_plan.Limits.Broken(graph) is null && keys.Add(graph.Key))
                networks.Add(graph);
        }
        return networks.Count == _settings.Networks ? networks : throw new SearchException(
            $"Of the {_settings.Networks} networks asked for, only {networks.Count} were found within "
            + $"{_plan.Limits}. Raise the limits, or ask for fewer.");
    }

    private sealed class Drawing(CalibrationPlan plan, Rng rng) : ISpaceVisitor<List<ArchitectureGraph>>
    {
        public List<ArchitectureGraph> Visit<TGenotype>(ISearchSpace<TGenotype> space)
            where TGenotype : notnull => plan.Draw(space, rng);
    }

    private sealed class Sharing(Limits limits, SharedWeightsEvaluator judge)
        : ISpaceVisitor<IEvaluator<Score>>
    {
        public IEvaluator<Score> Visit<TGenotype>(ISearchSpace<TGenotype> space)
            where TGenotype : notnull => new OneShotJudge<TGenotype>(space, limits, judge);
    }
}
