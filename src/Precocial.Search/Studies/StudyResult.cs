using System.Security.Cryptography;
using System.Text;
using Precocial.Architectures;

namespace Precocial.Search;

/// <summary>What a study found.</summary>
public sealed class StudyResult<TGenotype, TFeedback>
    where TGenotype : notnull
    where TFeedback : IFeedback<TFeedback>
{
    private readonly Lazy<string> _hash;

    internal StudyResult(
        StudyBest<TGenotype, TFeedback> best, IReadOnlyList<Trial<TGenotype, TFeedback>> trials,
        string fidelity)
    {
        Best = best;
        Trials = trials;
        Fidelity = fidelity;
        _hash = new(Hash);
    }

    /// <summary>The winner.</summary>
    public StudyBest<TGenotype, TFeedback> Best { get; }

    /// <summary>Every proposal and what became of it, in the order proposed.</summary>
    public IReadOnlyList<Trial<TGenotype, TFeedback>> Trials { get; }

    /// <summary>How closely networks are judged with the study's own budget; each trial has its
    /// own.</summary>
    public string Fidelity { get; }

    /// <summary>How the feedback was obtained, in words: "trained 4 epochs".</summary>
    public required string Provenance { get; init; }

    /// <summary>What the results depend on.</summary>
    public required StudySettings Settings { get; init; }

    /// <summary>How many proposals counted as evaluations.</summary>
    public required int Evaluations { get; init; }

    /// <summary>How many times the strategy was asked.</summary>
    public required int Rounds { get; init; }

    /// <summary>Whether the same settings and limits always give these trials: false when time ended the
    /// study.</summary>
    public required bool Reproducible { get; init; }

    /// <summary>How long this run took; a resumed study took longer in all.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>SHA-256 over (sequence, key, fidelity, value) of every trial: equal hashes, equal searches.
    /// Times and workers are not in it.</summary>
    public string ReproducibilityHash => _hash.Value;

    private string Hash()
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var trial in Trials)
        {
            string value =
                trial.Status == TrialStatus.Done ? trial.Feedback!.ToJson() : trial.Status.ToString();
            sha.AppendData(Encoding.UTF8.GetBytes($"{trial.Sequence} {trial.Key} {trial.Fidelity} {value}\n"));
        }
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}

/// <summary>The winner of a study.</summary>
/// <param name="Genotype">As the space writes it.</param>
/// <param name="Graph">The network that is handed over
/// (<see cref="ISearchSpace{TGenotype}.Conclude"/>).</param>
/// <param name="Feedback">What the evaluator said of it.</param>
/// <param name="Sequence">The first proposal of it.</param>
public sealed record StudyBest<TGenotype, TFeedback>(
    TGenotype Genotype, ArchitectureGraph Graph, TFeedback Feedback, int Sequence);
