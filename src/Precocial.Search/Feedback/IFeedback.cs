namespace Precocial.Search;

/// <summary>What an evaluator says of a network, in a form that a study can write down and read
/// back.</summary>
/// <typeparam name="TSelf">The feedback type itself.</typeparam>
public interface IFeedback<TSelf>
    where TSelf : IFeedback<TSelf>
{
    /// <summary>Whether every number is finite. A study counts feedback that is not as a failure: it cannot
    /// be ranked.</summary>
    bool IsFinite { get; }

    /// <summary>The feedback as JSON; <see cref="FromJson"/> gives back the same bits.</summary>
    string ToJson();

    /// <summary>The inverse of <see cref="ToJson"/>.</summary>
    /// <exception cref="FormatException">The text is not such feedback.</exception>
    static abstract TSelf FromJson(string json);
}
