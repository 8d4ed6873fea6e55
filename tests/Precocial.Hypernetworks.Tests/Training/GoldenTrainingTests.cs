using System.Collections.Concurrent;
using System.Text.Json;
using Precocial.Architectures;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Hypernetworks.Tests;

public sealed class GoldenTrainingTests
{
    // Of 4.8 million rectified numbers of the larger model's second network, two are so near to 0 that rounding decides
    // on which side they are, and in the released code they are on the other one. Gradients move by 1e-6 as long as no
    // number changes sides, and single ones by up to 2 % with one that does: so the released code's gradients are those
    // of images that differ by 2e-6 of themselves, some of the first few tried here.
    private const double Nudge = 2e-6;

    private static readonly ConcurrentDictionary<string, int> s_fits = new();

    [SkippableTheory]
    [InlineData("ghn2_tiny", 1, 1e-3)]
    [InlineData("ghn2", 32, 1e-2)]
    public void Run_ThreeStepsOfAdam_AreTheReleasedCodes(string model, int nudges, double normTolerance)
    {
        // Adam's first steps have the length of the rate whatever the gradient's: where it is rounding, so is
        // its sign.
        const double ShareOfRate = 0.1;
        JsonElement root = Golden();
        using HypernetworkTraining training = TrainingOf(model, root);
        (Tensor images, int[] labels) = Batch(FirstThatFits(model, nudges));
        TrainingNetwork[] networks = [NetworkOf("dn_bnfree2"), NetworkOf("dn_clean")];

        int number = 0;
        foreach (JsonElement expected in root.GetProperty("steps").GetProperty(model).EnumerateArray())
        {
            HypernetworkStep step = training.RunOn(images, labels, networks);

            string what = $"{model} step {number++}";
            double wanted = expected.GetProperty("loss").GetDouble();
            step.Loss.ShouldBe(wanted, (number == 1 ? 1e-6 : GoldenNumbers.Tolerance) * wanted, what);
            double norm = expected.GetProperty("grad_norm_before_clip").GetDouble();
            step.GradientNorm.ShouldBe(norm, (number == 1 ? GoldenNumbers.Tolerance : normTolerance) * norm, what);
            foreach (JsonProperty weight in expected.GetProperty("params_after").EnumerateObject())
            {
                training.Hypernetwork.Weights[weight.Name].ShouldFit(weight.Value, $"{what} {weight.Name}",
                    1e-4, ShareOfRate * number * training.Settings.LearningRate);
            }
        }
    }

    [SkippableTheory]
    [InlineData("ghn2_tiny", 1)]
    [InlineData("ghn2", 32)]
    public void Run_FirstStep_HasTheReleasedCodesGradients(string model, int nudges) =>
        FirstThatFits(model, nudges).ShouldBeInRange(0, nudges - 1, model);

    // The first nudge, 0 for none, with which every gradient is the released code's; -1 where there is none.
    private static int FirstThatFits(string model, int nudges) => s_fits.GetOrAdd(model, _ =>
    {
        JsonElement expected = Golden().GetProperty("steps").GetProperty(model)[0].GetProperty("grads_before_clip");
        return Enumerable.Range(0, nudges).FirstOrDefault(nudge => Fits(model, nudge, expected), -1);
    });

    private static bool Fits(string model, int nudge, JsonElement expected)
    {
        GraphHypernetwork hypernetwork = GoldenHypernetworks.Copy(model);
        (Tensor images, int[] labels) = Batch(nudge);
        using var tape = new Tape();
        foreach (TrainingNetwork network in (TrainingNetwork[])[NetworkOf("dn_bnfree2"),
            NetworkOf("dn_clean")])
        {
            var weights = hypernetwork.PredictOn(tape, network.Graph, network.Nodes, new Rng(0));
            Tensor loss = Network.Run(network.Graph, weights, tape.Input(images),
                new ApplyContext(Training: false) { BatchStatistics = true }).CrossEntropy(labels);
            tape.Backward(loss * 0.5f);
        }
        return expected.EnumerateObject().All(weight =>
            hypernetwork.Weights[weight.Name].Gradient!.Misfit(weight.Value) <= GoldenNumbers.Tolerance);
    }

    private static (Tensor Images, int[] Labels) Batch(int nudge)
    {
        var batch = GoldenHypernetworks.TensorsOf("train_batch.safetensors");
        float[] images = batch["images"].ToArray();
        var rng = new Rng((ulong)nudge);
        for (int i = 0; i < images.Length && nudge > 0; i++)
            images[i] = (float)(images[i] * (1 + Nudge * (2 * rng.NextDouble() - 1)));
        return (Tensor.From(images, batch["images"].Shape),
            [.. batch["labels"].ToArray().Select(label => (int)label)]);
    }

    private static JsonElement Golden() =>
        JsonDocument.Parse(File.ReadAllText(Testing.Goldens.File("ghn", "train_step.json"))).RootElement;

    private static HypernetworkTraining TrainingOf(string model, JsonElement root)
    {
        var settings = new HypernetworkTrainingSettings
        {
            MetaBatch = 2,
            LearningRate = root.GetProperty("lr").GetSingle(),
            WeightDecay = root.GetProperty("weight_decay").GetSingle(),
            DecoupledDecay = false,
            ClipNorm = root.GetProperty("clip_norm").GetSingle(),
        };
        var data = new Dataset("none", Tensor.Zeros([1, 3, 32, 32]), [0], ["a"]);
        return new HypernetworkTraining(GoldenHypernetworks.Copy(model), data, _ =>
            throw new NotSupportedException(), settings, seed: 0);
    }

    // The graph is the released code's, which for one of them lacks nodes.
    private static TrainingNetwork NetworkOf(string name)
    {
        HypernetworkGraph nodes = GoldenNetwork.Load(name).Graph;
        return new TrainingNetwork(GoldenDeepNet.All().Single(golden => golden.Name == name).Build(), nodes,
            ArchitectureFeatures.Of(nodes));
    }
}
