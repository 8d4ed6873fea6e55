using System.Collections.Immutable;

namespace Precocial.Formats;

/// <summary>Tuned weights of a weight agnostic network as their authors' trainer stores them: parameters
/// around the best shared weight, and what they reached.</summary>
/// <param name="Parameters">One for each connection of the wiring, in its order.</param>
/// <param name="Reward">What the weights reached, in the task's own measure; null when it was not
/// stored.</param>
/// <param name="Deviation">The standard deviation of the reward over episodes; null when it was not
/// stored.</param>
public sealed record WannWeights(
    ImmutableArray<double> Parameters, double? Reward = null, double? Deviation = null)
{
    /// <summary>The parameters that give certain weights.</summary>
    /// <param name="weights">One for each connection.</param>
    /// <param name="weightBias">The task's offset, see <see cref="Effective"/>.</param>
    /// <param name="reward">What the weights reached.</param>
    /// <param name="deviation">Its standard deviation.</param>
    public static WannWeights Of(
        ReadOnlySpan<double> weights, double weightBias, double? reward = null, double? deviation = null)
    {
        var parameters = new double[weights.Length];
        for (int i = 0; i < parameters.Length; i++)
            parameters[i] = weights[i] - weightBias;
        return new WannWeights([.. parameters], reward, deviation);
    }

    /// <summary>The weights of the connections: parameter plus offset.</summary>
    /// <param name="weightBias">The task's offset; the authors' is −1.5 for the swing-up, −1.87 for the
    /// biped, −0.7 for the racer and 0 for digits.</param>
    public double[] Effective(double weightBias) =>
        [.. Parameters.Select(parameter => parameter + weightBias)];
}
