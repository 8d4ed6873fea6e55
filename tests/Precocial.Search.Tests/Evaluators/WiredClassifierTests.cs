using System.Text.Json;
using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class WiredClassifierTests
{
    // Two inputs that are the logits of two classes.
    private static readonly NeuronWiring s_direct =
        new(2, 2, [NeuronFunction.Linear, NeuronFunction.Linear], [1, 2], [3, 4]);

    private static readonly Dataset s_four = new("four",
        Tensor.From([2, 1, 3, 1, 1, 2, 5, 1], [4, 2]), [0, 0, 1, 1], ["a", "b"]);

    [Fact]
    public void Score_FourSamples_CountsByClass()
    {
        var classifier = new WiredClassifier(Graph(s_direct), s_four);
        ClassificationScore score = classifier.Score(classifier.Probabilities(1));
        score.Accuracy.ShouldBe(0.75);
        score.ByClass.ShouldBe([1, 0.5]);
        score.Confusion.ShouldBe(new[,] { { 2, 0 }, { 1, 1 } });
        double expected = new[] { 1.0, 2, 1, -4 }.Average(z => -Math.Log(1 + Math.Exp(-z)));
        score.MeanLogLikelihood.ShouldBe(expected, 1e-6);
        // A negative weight turns every answer round.
        classifier.Score(classifier.Probabilities(-1)).Accuracy.ShouldBe(0.25);
        classifier.Score(classifier.Probabilities([1, 1])).MeanLogLikelihood
            .ShouldBe(score.MeanLogLikelihood);
    }

    [Fact]
    public void Ensemble_OneSureMemberAgainstTwo_MeanAndVoteDiffer()
    {
        var classifier = new WiredClassifier(Graph(s_direct), s_four);
        // Weight 3 is surer than −0.1 twice.
        classifier.Ensemble([3, -0.1, -0.1]).Accuracy.ShouldBe(0.75);
        classifier.Ensemble([3, -0.1, -0.1], EnsembleRule.MajorityVote).Accuracy.ShouldBe(0.25);
        classifier.Ensemble([2]).Accuracy.ShouldBe(0.75);
    }

    [SkippableFact]
    public void Score_GoldenDigits_IsTheAuthorsAccuracy()
    {
        foreach (string file in Goldens.Files("wann", "digits_reward*.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            int[] rows = [.. GoldenWiring.Numbers(document.RootElement, "batch_indices").Select(i => (int)i)];
            Dataset batch = Digits.Load().Subset(rows);
            foreach (JsonElement net in document.RootElement.GetProperty("nets").EnumerateArray())
            {
                var builder = new GraphBuilder([64]);
                builder.Add(new Standardize([.. new float[64]], [.. Enumerable.Repeat(1f / 16, 64)]));
                builder.Add(new Neurons(GoldenWiring.Of(net, 64, 10)));
                var classifier = new WiredClassifier(builder.Build(), batch);
                double[] weights = GoldenWiring.Numbers(net, "weights"),
                    expected = GoldenWiring.Numbers(net, "accuracy");
                // Float32 may tip one tie in a thousand samples.
                for (int w = 0; w < weights.Length; w++)
                    classifier.Score(classifier.Probabilities(weights[w])).Accuracy.ShouldBe(expected[w],
                        1.5e-3);
            }
        }
    }

    [Fact]
    public void Classifier_OfAnotherKindOfGraph_SaysSo()
    {
        var builder = new GraphBuilder([2]);
        builder.Add(new Linear(2));
        Should.Throw<SearchException>(() => new WiredClassifier(builder.Build(), s_four)).Message
            .ShouldStartWith("The network is not a wiring of neurons");
    }

    private static ArchitectureGraph Graph(NeuronWiring wiring)
    {
        var builder = new GraphBuilder([wiring.Inputs]);
        builder.Add(new Neurons(wiring));
        return builder.Build();
    }
}
