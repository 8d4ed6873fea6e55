using Precocial.Tensors;

namespace Precocial;

/// <summary>A classifier under the four regimes of the paper: accuracies on the test part.</summary>
/// <remarks>As <see cref="WeightRegimes"/>, where a trial is a draw of the weights: the deviations are over
/// draws. The best shared weight is chosen by the training part.</remarks>
public static class ClassifierRegimes
{
    /// <summary>Judges a classifier.</summary>
    /// <param name="train">What the best shared weight is chosen by.</param>
    /// <param name="test">What the accuracies are measured on.</param>
    /// <param name="wiring">The network.</param>
    /// <param name="trials">Draws of the random regimes.</param>
    /// <param name="rng">What they are drawn from.</param>
    /// <param name="tuned">Weights of its own; null for none.</param>
    /// <param name="sharedWeight">The best weight for all; null to search for it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static WeightRegimes Of(
        ClassifierJudge train, ClassifierJudge test, NeuronWiring wiring, int trials, Rng rng,
        double[]? tuned = null, double? sharedWeight = null, CancellationToken cancellationToken = default)
    {
        double best = sharedWeight ?? BestShared(train, wiring, cancellationToken);
        var program = new NeuronProgram(wiring);
        double[] shares = WeightRegimes.SharedDraws(rng, trials);
        return new WeightRegimes(
            Draws(i => test.Logits(program, WeightRegimes.Uniform(rng, "random", i, wiring.Connections))),
            Draws(i => test.Logits(program, shares[i])),
            new RegimeScore(test.Accuracy(test.Logits(program, best)).Value, 0),
            tuned is null ? null : new RegimeScore(test.Accuracy(test.Logits(program, tuned)).Value, 0), best);

        RegimeScore Draws(Func<int, float[]> logits) => RegimeScore.Of([.. Enumerable.Range(0, trials).Select(i =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return test.Accuracy(logits(i)).Value;
        })]);
    }

    /// <summary>The shared weight that answers most samples correctly.</summary>
    public static double BestShared(
        ClassifierJudge train, NeuronWiring wiring, CancellationToken cancellationToken = default)
    {
        var program = new NeuronProgram(wiring);
        return SharedWeightSearch.Find(weights =>
        [
            .. weights.Select(weight =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                return train.Accuracy(train.Logits(program, weight)).Value;
            }),
        ]).Weight;
    }
}
