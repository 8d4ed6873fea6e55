using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class LstmPolicyTests
{
    private static readonly TaskGeometry s_task = TaskGeometry.Standardized([1, 8, 8], 10);

    [Fact]
    public void Walk_AllSequences_HaveProbabilityOneTogether()
    {
        var space = new EnasMacroSpace(s_task, layers: 2);
        var policy = new LstmPolicy(new() { Units = 6, InitialRange = 1 }, seed: 5);
        double sum = 0;
        for (int i = 0; i < 72; i++)
            sum += Math.Exp(LogProbability(policy, space, [i / 12, i / 2 % 6, i % 2]));
        sum.ShouldBe(1, 1e-5);
    }

    [Fact]
    public void Walk_CodesConstants_BoundTheOddsOfTheMicroSpacesOperations()
    {
        // Logits within 1.10/2.5 of 0, the separable convolutions near the top (their learned bias is 10),
        // and ±0.25 beside in the normal cell alone.
        var policy = new LstmPolicy(ControllerSettings.EnasMicroCode.Policy, seed: 1);
        var space = new EnasMicroSpace(s_task, blocks: 2);
        using var tape = new Tape(recording: false);
        List<float[]> seen = [];
        policy.Walk(tape, space, (_, p) =>
        {
            seen.Add(p.ToArray());
            return 0;
        });
        (seen[2][0] - seen[2][2]).ShouldBe(0.44f + 0.5f, 0.05f);
        (seen[10][0] - seen[10][2]).ShouldBe(0.44f, 0.05f);
        seen[0].Length.ShouldBe(2);
        seen[12].Length.ShouldBe(3);
    }

    [Fact]
    public void Walk_SkipPenalty_IsTheDivergenceFromTheTarget()
    {
        // Parameters near 0: q = 0, σ(q) = 1/2, and a layer k has k − 1 bits: over layers 2 to 4 their mean
        // is 2.
        var policy = new LstmPolicy(new() { InitialRange = 1e-6, SkipTarget = 0.4 });
        var space = new EnasMacroSpace(s_task, layers: 4);
        using var tape = new Tape(recording: false);
        double expected = 2 * (0.5 * Math.Log(0.5 / 0.6) + 0.5 * Math.Log(0.5 / 0.4));
        policy.Walk(tape, space, (_, _) => 0).Penalty.ShouldNotBeNull()
            .Span[0].ShouldBe((float)expected, 1e-6f);
    }

    [Fact]
    public void Walk_ManySamples_EntropyIsWhatSurpriseAverages()
    {
        var policy = new LstmPolicy(new() { InitialRange = 1 }, seed: 2);
        var (full, surprise) = (0.0, 0.0);
        for (ulong i = 0; i < 2000; i++)
        {
            using var tape = new Tape(recording: false);
            var rng = new Rng(i);
            var walk = policy.Walk(tape, new ToySpace(), (_, p) => Pick(p, rng.NextDouble()));
            full += walk.Entropy / 2000;
            surprise -= walk.LogProbability.Span[0] / 2000;
        }
        // The standard deviation of a surprise is about 1 nat: 4/√2000.
        full.ShouldBe(surprise, 0.09);
    }

    [Fact]
    public void Walk_BiasForOtherOptions_SaysSo() =>
        Should.Throw<ArgumentException>(() => LogProbability(
            new LstmPolicy(ControllerSettings.EnasMicroCode.Policy), new ToySpace(), [0, 0, 0, 0]))
            .Message.ShouldBe(
                "The policy has a bias for 5 options, but d0 has 4. Give a bias for these, or none.");

    [Fact]
    public void Settings_OutOfRange_Throw()
    {
        Should.Throw<ArgumentException>(() => new LstmPolicy(new() { Temperature = 0 }));
        Should.Throw<ArgumentException>(() => new LstmPolicy(new() { SkipTarget = 1 }));
        Should.Throw<ArgumentException>(() => new LstmPolicy(new() { Units = 0 }));
    }

    private static double LogProbability(IPolicy policy, IDecisionSequence space, int[] choices)
    {
        using var tape = new Tape(recording: false);
        return policy.Walk(tape, space, (position, _) => choices[position]).LogProbability.Span[0];
    }

    private static int Pick(ReadOnlySpan<float> logProbabilities, double u)
    {
        for (int i = 0; i < logProbabilities.Length; i++)
        {
            if ((u -= Math.Exp(logProbabilities[i])) < 0)
                return i;
        }
        return logProbabilities.Length - 1;
    }
}
