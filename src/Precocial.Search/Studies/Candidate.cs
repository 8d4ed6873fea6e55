namespace Precocial.Search;

/// <summary>A network under judgement: what all proposals of it share.</summary>
internal sealed class Candidate<TFeedback>(CandidateName name)
{
    public CandidateName Name { get; } = name;

    public bool Settled { get; private set; }

    public TrialStatus Status { get; private set; }

    public TFeedback? Feedback { get; private set; }

    public string? Message { get; private set; }

    public void Settle(Verdict<TFeedback> verdict)
    {
        (Status, Feedback, Message) = (verdict.Status, verdict.Feedback, verdict.Message);
        Settled = true;
    }
}

/// <summary>What makes two proposals the same candidate: the network, and how closely it is
/// judged.</summary>
internal readonly record struct CandidateName(string Key, string Fidelity);

/// <summary>What became of one evaluation.</summary>
internal readonly record struct Verdict<TFeedback>(TrialStatus Status, TFeedback? Feedback, string? Message);
