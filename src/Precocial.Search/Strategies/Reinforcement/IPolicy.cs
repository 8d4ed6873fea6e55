using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>A distribution over sequences of decisions, with parameters that a gradient can be taken
/// of.</summary>
/// <remarks>Sampling and scoring are one walk: <see cref="Walk"/> with a chooser that draws, or with one that
/// repeats what was chosen. Parameters come into being when a walk first needs them, each from a stream of
/// its own name, so that the order of walks never matters.</remarks>
public interface IPolicy
{
    /// <summary>The policy and its settings on one line.</summary>
    string Description { get; }

    /// <summary>The parameters that some walk needed, in no order that matters.</summary>
    IReadOnlyCollection<Tensor> Parameters { get; }

    /// <summary>Walks through one sequence, from the first decision to the last.</summary>
    /// <param name="tape">Where it is computed; a recording one, if gradients are wanted.</param>
    /// <param name="sequence">Which decision comes next.</param>
    /// <param name="choose">Makes each choice.</param>
    PolicyWalk Walk(Tape tape, IDecisionSequence sequence, Chooser choose);
}

/// <summary>Makes one choice.</summary>
/// <param name="position">The decision's number in the sequence, from 0.</param>
/// <param name="logProbabilities">ln p of each option.</param>
/// <returns>The option.</returns>
public delegate int Chooser(int position, ReadOnlySpan<float> logProbabilities);
