namespace Precocial.Search;

/// <summary>One generation in numbers: a point of every curve of a search.</summary>
/// <remarks>"Merit" is <see cref="IPopulationRanking{TFeedback}.Merit"/>: for sweeps over shared weights the
/// mean over the weights. Members that failed do not count in means and medians.</remarks>
/// <param name="Generation">From 0.</param>
/// <param name="Evaluations">Networks judged so far, this generation included, re-tests not.</param>
/// <param name="Mean">The population's mean merit.</param>
/// <param name="Median">The population's median merit.</param>
/// <param name="Max">The merit of the generation's best.</param>
/// <param name="Top">The merit of the best so far, as far as re-tests confirm it.</param>
/// <param name="Peak">The <see cref="IPopulationRanking{TFeedback}.Peak"/> of the best so far.</param>
/// <param name="MedianNodes">Median of the nodes: for weightless networks bias, inputs and outputs
/// included.</param>
/// <param name="MedianConnections">Median of the weights: connections of weightless networks.</param>
/// <param name="BestConnections">The connections of the generation's best.</param>
/// <param name="Failed">How many members failed: no finite feedback.</param>
public readonly record struct GenerationRow(
    int Generation, long Evaluations, double Mean, double Median, double Max, double Top, double Peak,
    double MedianNodes, double MedianConnections, long BestConnections, int Failed);
