using Precocial.Search;

namespace Precocial;

/// <summary>A named choice of the three: which networks exist, who proposes them, who judges them and with what
/// weights.</summary>
/// <remarks>A subclass is one screen that reads beside its paper. It only searches; the second look at the best
/// networks, their final training, the baselines and the report are <see cref="Design"/>'s, the same for every
/// method. Its nearest neighbour <see cref="Study"/> is where the three meet.</remarks>
/// <param name="card">What it is called and made of.</param>
public abstract class Method(MethodCard card)
{
    /// <summary>What it is called and made of.</summary>
    public MethodCard Card => card;

    /// <summary>What a user types.</summary>
    public string Name => card.Name;

    /// <summary>Searches, or goes on where the context's logs end.</summary>
    /// <exception cref="SearchException">Limits that nothing satisfies; nothing could be judged.</exception>
    public abstract Task<MethodOutcome> SearchAsync(MethodContext context, CancellationToken cancellationToken);

    /// <summary>Random search among the networks that the method hands over, each trained alone, at the cost that
    /// the method had: what it has to beat.</summary>
    /// <param name="context">As for <see cref="SearchAsync"/>.</param>
    /// <param name="trainingFlops">The method's <see cref="MethodOutcome.TrainingFlops"/>.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public abstract Task<MethodOutcome> RandomAsync(
        MethodContext context, double trainingFlops, CancellationToken cancellationToken);
}
