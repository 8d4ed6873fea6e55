using System.Collections.Immutable;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>What a policy says of one sequence.</summary>
/// <param name="Choices">One for each decision.</param>
/// <param name="LogProbability">ln p of the whole sequence, shape [1, 1], on the walk's tape.</param>
/// <param name="Entropy">The sum of the decisions' entropies, as the policy counts them, in nats.</param>
/// <param name="Penalty">What the policy wants small beside the reward, a scalar on the walk's tape; null
/// for nothing.</param>
public sealed record PolicyWalk(
    ImmutableArray<int> Choices, Tensor LogProbability, double Entropy, Tensor? Penalty = null);
