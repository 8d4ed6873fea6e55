using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class ReinforceTests
{
    private readonly ToySpace _space = new();

    [Fact]
    public void Tell_OneReward_FirstAdamStepMovesEachLogitByTheLearningRate()
    {
        // The baseline that includes the first reward is the reward: no advantage, no step. The second lies
        // above its mean: the chosen option's logit rises by the rate, the others fall by it.
        var policy = new CategoricalPolicy(seed: 1);
        var reinforce = new Reinforce<ToyGenotype>(_space, policy, new() { LearningRate = 0.05 });
        var genotype = _space.Parse("d0=1 d1=1 d2=1 d3=1");
        Tell(reinforce, 0, genotype, 1);
        float[][] before = Logits(policy);
        Tell(reinforce, 1, genotype, 3);
        float[][] after = Logits(policy);
        for (int d = 0; d < 4; d++)
        {
            for (int option = 0; option < 4; option++)
            {
                float step = (option == 1 ? 1 : -1) * Stepped(0.05f);
                (after[d][option] - before[d][option]).ShouldBe(step, 1e-3f);
            }
        }
    }

    [Fact]
    public void Tell_FailuresAndRoundsThatAreNotFull_ChangeNothing()
    {
        var policy = new CategoricalPolicy(seed: 1);
        var reinforce = new Reinforce<ToyGenotype>(_space, policy, new() { SamplesPerStep = 2 });
        Tell(reinforce, 0, _space.Parse("d0=1 d1=1 d2=1 d3=1"), 1);
        reinforce.Tell([new(1, _space.Parse("d0=2 d1=1 d2=1 d3=1"), TrialStatus.Failed, default)]);
        Logits(policy).ShouldBeEmpty();
    }

    [Fact]
    public void Ask_RoundsOfFive_AreFiveDifferentStreams()
    {
        var reinforce = new Reinforce<ToyGenotype>(_space, new LstmPolicy(), new() { SamplesPerStep = 5 });
        var round = reinforce.Ask(new Rng(1));
        round.Count.ShouldBe(5);
        round.Distinct().Count().ShouldBeGreaterThan(3);
    }

    [Fact]
    public void Learn_Categorical_BeatsRandomDrawsOnTheToyHill() =>
        MeanOfTheLast(seed => new CategoricalPolicy(seed), new() { LearningRate = 0.1 })
            .ShouldBeGreaterThan(220);

    [Fact]
    public void Learn_EnasController_BeatsRandomDrawsOnTheToyHill() =>
        MeanOfTheLast(
            seed => new LstmPolicy(new() { Units = 16, TanhConstant = 2.5 }, seed),
            new() { LearningRate = 0.02, SamplesPerStep = 5, EntropyWeight = 1e-4 }).ShouldBeGreaterThan(190);

    [Fact]
    public void Learn_SkipPenalty_DrawsTheRateOfSkipsToTheTarget()
    {
        // No reward: only the penalty teaches. The code's σ(q) goes to 0.1, and bits are drawn with σ(2q):
        // 0.1²/(0.1² + 0.9²) = 0.012.
        var space = new EnasMacroSpace(TaskGeometry.Standardized([1, 8, 8], 10), layers: 5);
        var reinforce = new Reinforce<EnasMacroGenotype>(space,
            new LstmPolicy(new() { SkipTarget = 0.1 }, seed: 1),
            new() { PenaltyWeight = 1, SamplesPerStep = 4 });
        SkipRate(reinforce, space).ShouldBe(0.5, 0.07);
        for (int round = 0; round < 60; round++)
        {
            reinforce.Tell([.. reinforce.Ask(new Rng((ulong)round)).Select(genotype =>
                new Trial<EnasMacroGenotype, Score>(round, genotype, TrialStatus.Done, new(0.5)))]);
        }
        SkipRate(reinforce, space).ShouldBe(0.012, 0.02);
    }

    [Theory]
    [InlineData(0, 0.01, 0.9, 1)]
    [InlineData(1, 0, 0.9, 1)]
    [InlineData(1, 0.01, 1, 1)]
    [InlineData(1, 0.01, 0.9, 0)]
    public void Settings_OutOfRange_Throw(int samples, double rate, double decay, int power) =>
        Should.Throw<ArgumentException>(() =>
            new Reinforce<ToyGenotype>(_space, new CategoricalPolicy(), new()
            {
                SamplesPerStep = samples,
                LearningRate = rate,
                BaselineDecay = decay,
                RewardPower = power,
            }));

    // Random draws have a mean of 127.5; 0 to 255 are possible. Mean of draws after 300 evaluations, 10
    // seeds.
    private double MeanOfTheLast(Func<ulong, IPolicy> policy, ReinforceSettings settings)
    {
        double sum = 0;
        for (ulong seed = 0; seed < 10; seed++)
        {
            var reinforce = new Reinforce<ToyGenotype>(_space, policy(seed), settings);
            for (int told = 0; told < 300; told += settings.SamplesPerStep)
            {
                var round = reinforce.Ask(new Rng(seed).Split((ulong)told));
                reinforce.Tell([.. round.Select((g, i) =>
                    new Trial<ToyGenotype, Score>(told + i, g, TrialStatus.Done, new(g.Value / 255.0)))]);
            }
            var draws = new Rng(seed + 1000);
            sum += Enumerable.Range(0, 50).Average(i => reinforce.Sample(draws.Split((ulong)i)).Value);
        }
        return sum / 10;
    }

    private static double SkipRate(Reinforce<EnasMacroGenotype> reinforce, EnasMacroSpace space) =>
        Enumerable.Range(0, 60).Average(i => space.Decompose(reinforce.Sample(new Rng(99).Split((ulong)i)))
            .Where((_, d) => space.Decisions[d].Options.Length == 2).Average());

    private static float[][] Logits(CategoricalPolicy policy) =>
        [.. policy.Parameters.Select(p => p.ToArray())];

    // Adam's second step after a gradient of 0: m/(1 − β₁²) over the root of v/(1 − β₂²), of one gradient.
    private static float Stepped(float rate) =>
        rate * (0.1f / (1 - 0.81f)) / MathF.Sqrt(0.001f / (1 - 0.998001f));

    private void Tell(Reinforce<ToyGenotype> reinforce, int sequence, ToyGenotype genotype, double score) =>
        reinforce.Tell([new(sequence, genotype, TrialStatus.Done, new(score))]);
}
