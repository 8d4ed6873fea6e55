using System.Collections.Immutable;

namespace Precocial;

/// <summary>How far a weight agnostic search is: told after each generation, and once for each later
/// stage.</summary>
/// <param name="Stage">"evolution", then what follows it.</param>
/// <param name="Generation">Generations done.</param>
/// <param name="Generations">Generations there will be; null when time ends the search.</param>
/// <param name="Best">The best mean over the shared weights so far, as far as re-tests confirm it.</param>
/// <param name="Median">The generation's median of the mean over the shared weights.</param>
/// <param name="Connections">The connections of the generation's best.</param>
/// <param name="Returns">What the generation's best reached with each shared weight.</param>
/// <param name="Elapsed">Since this run began.</param>
/// <param name="Remaining">About how much longer the evolution will take; null when unknown.</param>
/// <param name="Heat">Which beginning this is, from 1; null once one of them goes on.</param>
public sealed record WannProgress(
    string Stage, int Generation, int? Generations, double Best, double Median, long Connections,
    ImmutableArray<double> Returns, TimeSpan Elapsed, TimeSpan? Remaining, int? Heat = null);
