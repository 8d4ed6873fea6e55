using System.Collections.Immutable;
using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

/// <summary>The gradient of ln p of whole sequences, against differences.</summary>
public sealed class PolicyGradientTests
{
    private const float H = 1f / 64;

    private static readonly TaskGeometry s_task = TaskGeometry.Standardized([1, 8, 8], 10);

    [Fact]
    public void Categorical_LogProbability_HasTheGradientOfItsDifferences() =>
        Check(new CategoricalPolicy(seed: 1), new ToySpace(), everyNth: 1);

    [Fact]
    public void Lstm_MicroSpace_LogProbabilityHasTheGradientOfItsDifferences() => Check(
        new LstmPolicy(
            ControllerSettings.EnasMicroCode.Policy with { Units = 5, InitialRange = 0.7 }, seed: 2),
        new EnasMicroSpace(s_task, blocks: 2), everyNth: 5);

    [Fact]
    public void Lstm_MacroSpace_LogProbabilityAndPenaltyHaveTheGradientOfTheirDifferences() => Check(
        new LstmPolicy(
            ControllerSettings.EnasMacroCode.Policy with { Units = 5, InitialRange = 0.7 }, seed: 3),
        new EnasMacroSpace(s_task, layers: 4), everyNth: 5);

    [Fact]
    public void Lstm_OfTwoLayersOnZophSpace_LogProbabilityHasTheGradientOfItsDifferences() => Check(
        new LstmPolicy(ControllerSettings.Zoph.Policy with { Units = 4, InitialRange = 0.7 }, seed: 4),
        new ZophSpace(s_task, layers: 3), everyNth: 7);

    private static void Check<TGenotype>(IPolicy policy, ISequentialSpace<TGenotype> space, int everyNth)
        where TGenotype : notnull
    {
        int[] choices = space.Decompose(space.Sample(new Rng(6)));
        using (var tape = new Tape())
            tape.Backward(LossOf(policy, space, choices, tape));
        int compared = 0;
        foreach (var parameter in policy.Parameters)
        {
            float[] gradient = parameter.Gradient?.ToArray() ?? new float[parameter.Count];
            for (int i = 0; i < parameter.Count; i += everyNth, compared++)
                gradient[i].ShouldBe(Difference(policy, space, choices, parameter, i), 2e-3f);
        }
        policy.Parameters.Max(p => p.Gradient?.ToArray().Max(Math.Abs) ?? 0).ShouldBeGreaterThan(0.05f);
        compared.ShouldBeGreaterThan(15);
    }

    // The five-point stencil: h⁴/30 of the fifth derivative is below 1e-6; rounding of a sum of some 20
    // log-probabilities, 1e-6, is divided by h and multiplied by 1.5.
    private static float Difference<TGenotype>(
        IPolicy policy, ISequentialSpace<TGenotype> space, int[] choices, Tensor parameter, int element)
        where TGenotype : notnull
    {
        float at = parameter.Span[element];
        double sum = 0;
        foreach (var (offset, factor) in new[] { (-2, 1.0), (-1, -8.0), (1, 8.0), (2, -1.0) })
        {
            parameter.Span[element] = at + offset * H;
            using var tape = new Tape(recording: false);
            sum += factor * LossOf(policy, space, choices, tape).Span[0];
        }
        parameter.Span[element] = at;
        return (float)(sum / (12 * H));
    }

    private static Tensor LossOf<TGenotype>(
        IPolicy policy, ISequentialSpace<TGenotype> space, int[] choices, Tape tape)
        where TGenotype : notnull
    {
        var walk = policy.Walk(tape, space, (position, _) => choices[position]);
        walk.Choices.ShouldBe(choices.ToImmutableArray());
        var loss = walk.LogProbability.Sum();
        return walk.Penalty is { } penalty ? loss.Add(penalty) : loss;
    }
}
