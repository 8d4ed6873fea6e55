namespace Precocial;

/// <summary>What a search found, evaluation by evaluation: a curve of the report.</summary>
/// <param name="Name">What the strategy is called.</param>
/// <param name="How">How each accuracy was obtained, in words.</param>
/// <param name="Points">One for each evaluation, in the order proposed.</param>
/// <param name="Infeasible">How many proposals broke a limit; they are no evaluations.</param>
/// <param name="Hash">Equal hashes, equal searches.</param>
/// <param name="Proxy">What points are compared by where that is no accuracy; null where it is.</param>
public sealed record SearchTrace(
    string Name, string How, IReadOnlyList<SearchPoint> Points, int Infeasible, string Hash,
    string? Proxy = null);

/// <summary>One evaluation of a search.</summary>
/// <param name="Accuracy">On the validation part, or the score of the trace's proxy; 0 when the training
/// failed.</param>
/// <param name="Best">The best accuracy, or score, until and with this one.</param>
/// <param name="Parameters">Of the network.</param>
/// <param name="Flops">Of the network, for one sample.</param>
/// <param name="Succeeded">Whether it could be judged; false when the training diverged.</param>
public readonly record struct SearchPoint(double Accuracy, double Best, long Parameters, long Flops,
    bool Succeeded);
