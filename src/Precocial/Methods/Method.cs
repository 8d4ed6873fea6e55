using Precocial.Search;

namespace Precocial;

/// <summary>A named choice of the three: which networks exist, who proposes them, who judges them and with what
/// weights.</summary>
/// <remarks>A subclass is one screen that reads beside its paper. It only searches; the second look at the best
/// networks, their final training, the baselines and the report are <see cref="Design"/>'s, the same for every
/// method. Its nearest neighbour <see cref="Study"/> is where the three meet.</remarks>
public abstract class Method
{
    /// <summary>What a user types: lower case, words joined by hyphens.</summary>
    public abstract string Name { get; }

    /// <summary>Which networks exist, in a few words.</summary>
    public abstract string Space { get; }

    /// <summary>Who proposes them, in a few words.</summary>
    public abstract string Strategy { get; }

    /// <summary>Who judges them, and where their weights come from, in a few words.</summary>
    public abstract string Evaluator { get; }

    /// <summary>The paper: authors, title, where and when.</summary>
    public abstract string Source { get; }

    /// <summary>What it cannot do without, in a few words.</summary>
    public virtual string Needs => "images";

    /// <summary>Whether it searches networks for images alone.</summary>
    public virtual bool ImagesOnly => true;

    /// <summary>Whether one seed gives one network, with any number of threads and after any crash.</summary>
    public virtual bool Reproducible => true;

    /// <summary>A sensible budget for small images, in brief trainings.</summary>
    public virtual int SensibleEvaluations => 30;

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
