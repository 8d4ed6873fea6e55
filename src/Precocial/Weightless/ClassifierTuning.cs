using Precocial.Architectures;
using Precocial.Search;
using Precocial.Tensors;

namespace Precocial;

/// <summary>Tunes a classifier's weights by their gradients, starting with the best shared weight
/// everywhere.</summary>
/// <remarks>Source: Gaier and Ha, NeurIPS 2019, §4.2, "trained weights". Its nearest neighbour,
/// <see cref="WeightTuning"/>, is for environments, where there are no gradients.</remarks>
public sealed class ClassifierTuning
{
    private readonly Trainer _trainer;

    /// <summary>A tuning that has not begun.</summary>
    /// <param name="task">The data.</param>
    /// <param name="wiring">The network.</param>
    /// <param name="start">The weights at first.</param>
    /// <param name="epochs">Passes over the training part.</param>
    /// <param name="rate">The highest learning rate; null for one that suits the number of steps.</param>
    /// <param name="rng">Only its seed matters.</param>
    /// <param name="workers">Threads; results do not depend on them.</param>
    public ClassifierTuning(
        DataTask task, NeuronWiring wiring, double[] start, int epochs, float? rate, Rng rng, WorkerPool workers)
    {
        float[] values = [.. start.Select(w => (float)w)];
        var network = new Network(
            task.Graph(wiring), [Tensor.From(values, [values.Length], requiresGradient: true)]);
        TrainingRecipe recipe = Recipe(rate, task.Train.Count, epochs);
        _trainer = new Trainer(network, task.Train, recipe, epochs, rng, workers);
    }

    /// <summary>Decay is left out: a weight agnostic network works with weights far from 0. The rate: .01 is
    /// 0.2 points better than .03 on held out training images of MNIST, but a few hundred steps need larger
    /// ones to get anywhere.</summary>
    private static TrainingRecipe Recipe(float? rate, int samples, int epochs)
    {
        TrainingRecipe vectors = TrainingRecipe.Vectors;
        float steps = (float)epochs * samples / vectors.BatchSize;
        return vectors with
        {
            LearningRate = rate ?? Math.Clamp(100 / steps, 0.01f, 0.05f),
            WeightDecay = 0,
            ClipNorm = 1,
        };
    }

    /// <summary>The weights as they are now.</summary>
    public double[] Weights => [.. _trainer.Network.Parameters[0].ToArray().Select(w => (double)w)];

    /// <summary>Trains the epochs that are left, kept in a store after each.</summary>
    /// <param name="store">Where it is kept.</param>
    /// <param name="progress">Told after each epoch.</param>
    /// <param name="cancellationToken">Stops the work; the epochs until then are in the store.</param>
    /// <exception cref="DivergenceException">The loss is not finite: choose a lower rate.</exception>
    public void Run(ISearchStore store, Action<EpochReport> progress, CancellationToken cancellationToken)
    {
        if (store.Load() is { } state)
            _trainer.Restore(state);
        while (!_trainer.IsDone)
        {
            EpochReport report = _trainer.RunEpoch(cancellationToken);
            store.Save(_trainer.Save());
            progress(report);
        }
    }
}
