using System.Globalization;
using Precocial.Tensors;

namespace Precocial;

/// <summary>How the weights of a network are tuned in an environment.</summary>
public sealed record TuningSettings
{
    /// <summary>Which optimizer.</summary>
    public TuningOptimizer Optimizer { get; init; } = TuningOptimizer.Cma;

    /// <summary>How many weight vectors are judged; <see cref="EvaluationsFor"/> tells what suits a task.</summary>
    public int Evaluations { get; init; } = 10_000;

    /// <summary>About how long it may take instead; null for no limit. Not reproducible.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Episodes that each vector is judged on at first, the same for all of a generation; each refinement of
    /// the best doubles them, at most three times.</summary>
    public int Episodes { get; init; } = 16;

    /// <summary>The first step size: the authors recommend 0.5 for CMA-ES.</summary>
    public double Sigma { get; init; } = 0.5;

    /// <summary>Weight vectors in a generation; null for 32 with CMA-ES and 64 with PEPG.</summary>
    public int? Population { get; init; }

    /// <summary>What every random stream is split from.</summary>
    public ulong Seed { get; init; } = 1;

    internal IReadOnlyList<WannFact> Facts =>
    [
        new("Optimizer", Optimizer == TuningOptimizer.Cma ? "cma" : "pepg"),
        new("Episodes", Episodes.ToString(CultureInfo.InvariantCulture)),
        new("Sigma", Sigma.ToString("R", CultureInfo.InvariantCulture)),
        new("Population", Population?.ToString(CultureInfo.InvariantCulture) ?? "default"),
        new("Seed", Seed.ToString(CultureInfo.InvariantCulture)),
    ];

    // Beyond it a covariance costs more than the episodes.
    private const int MostForCovariance = 500;

    /// <summary>How many weight vectors a task is worth: an episode of swing-up takes 30 millionths of a second, one
    /// of the walker a thousand times as long.</summary>
    public static int EvaluationsFor(string task) =>
        task is "swingup" or "swingup_hard" or "laptop_swing" ? 60_000 : 10_000;

    /// <param name="start">Where it begins.</param>
    /// <param name="starts">Every second pair of starts takes smaller steps.</param>
    /// <param name="refinements">Each halves the step size; the first has a quarter of the first start's.</param>
    /// <param name="rng">Only its seed matters.</param>
    internal IEvolutionStrategy Create(double[] start, int starts, int refinements, Rng rng)
    {
        Rng own = rng.Split((ulong)(starts + refinements));
        double sigma = refinements > 0 ? Sigma * Math.Pow(0.5, refinements + 1)
            : Sigma * (starts / 2 % 2 == 0 ? 1 : 0.4);
        return Optimizer == TuningOptimizer.Cma
            ? new CmaEs(start, sigma, own, new CmaEsSettings
            {
                Population = Population ?? 32,
                Diagonal = start.Length > MostForCovariance,
            })
            : new Pepg(start, sigma, own, new PepgSettings { Population = Population ?? 64 });
    }
}

/// <summary>The optimizers that tune weights in an environment.</summary>
public enum TuningOptimizer
{
    /// <summary>CMA-ES: few evaluations in up to some hundred dimensions.</summary>
    Cma,

    /// <summary>PEPG, with the authors' constants.</summary>
    Pepg,
}
