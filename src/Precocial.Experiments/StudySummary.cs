namespace Precocial.Experiments;

/// <summary>A study at a glance: a row of <c>study list</c>.</summary>
/// <param name="Spec">Its settings.</param>
/// <param name="State"><c>running</c> (also when it was interrupted) or <c>done</c>.</param>
/// <param name="Created">When it was begun, by the database's clock.</param>
/// <param name="Proposals">How many networks the strategy proposed, repeats included.</param>
/// <param name="Done">How many candidates have a result.</param>
/// <param name="Infeasible">How many candidates break a limit; they were never trained.</param>
/// <param name="Failed">How many candidates could not be judged.</param>
public sealed record StudySummary(
    StudySpec Spec, string State, DateTimeOffset Created, int Proposals, int Done, int Infeasible,
    int Failed);
