using Precocial.Tensors;

namespace Precocial.Architectures.Tests;

public sealed class NetworkTests
{
    [Fact]
    public void Forward_OfALinearNetwork_IsTheFormula()
    {
        var builder = new GraphBuilder([2]);
        builder.Add(new Standardize([1, 2], [2, 0.5f]));
        builder.Add(new Linear(OutFeatures: 1));
        var network = new Network(builder.Build(), [Tensor.From([3, 4], [1, 2]), Tensor.From([5], [1])]);

        // 3·(7 − 1)·2 + 4·(6 − 2)·0.5 + 5
        Run(network, Tensor.From([7, 6], [1, 2])).ShouldBe([49]);
    }

    [Theory]
    [MemberData(nameof(SampleGraphs.Names), MemberType = typeof(SampleGraphs))]
    public void Forward_Observed_ShowsEveryNodeInOrderAndChangesNothing(string graph)
    {
        Network network = Network.From(SampleGraphs.Named(graph), new InitializedWeights(), new Rng(1));
        Tensor batch = Random([2, 2, 17, 18]);
        var seen = new List<Shape>();
        using var tape = new Tape(recording: false);

        Tensor logits = network.Forward(tape.Input(batch), default, (node, output) =>
        {
            node.ShouldBe(seen.Count);
            seen.Add(Shape.Create(output.Shape.ToArray().AsSpan(1)));
            return output;
        });

        seen.ShouldBe(network.Graph.Shapes);
        logits.ToArray().ShouldBe(Run(network, batch));
    }

    [Fact]
    public void Forward_ObserverThatGates_GivesTheGradientTimesTheOutput()
    {
        var builder = new GraphBuilder([1]);
        builder.Add(new Linear(OutFeatures: 1, Bias: false));
        builder.Add(new Linear(OutFeatures: 1, Bias: false));
        var network = new Network(builder.Build(), [Tensor.From([3], [1, 1]), Tensor.From([-2], [1, 1])]);
        Tensor gate = Tensor.From([1], [1, 1], requiresGradient: true);
        using var tape = new Tape();

        Tensor output = network.Forward(tape.Input(Tensor.From([5], [1, 1])), default,
            (node, value) => node == 1 ? value.Multiply(gate) : value);
        tape.Backward(output.Sum());

        gate.Gradient!.ToArray().ShouldBe([3 * 5 * -2]);
    }

    [Theory]
    [MemberData(nameof(SampleGraphs.Names), MemberType = typeof(SampleGraphs))]
    public void Forward_OfEveryPrimitive_HasTheInferredShape(string graph)
    {
        Network network = Network.From(SampleGraphs.Named(graph), new InitializedWeights(), new Rng(1));
        using var tape = new Tape(recording: false);

        Tensor logits = network.Forward(tape.Input(Tensor.Zeros([5, 2, 17, 18])));

        logits.Shape.ShouldBe([5, 3]);
        logits.ToArray().ShouldAllBe(value => float.IsFinite(value));
    }

    [Theory]
    [MemberData(nameof(SampleGraphs.Names), MemberType = typeof(SampleGraphs))]
    public void Forward_InEvaluation_ChangesNothingAndDoesNotDependOnTheBatch(string graph)
    {
        Network network = Network.From(SampleGraphs.Named(graph), new InitializedWeights(), new Rng(1));
        float[][] before = [.. network.Weights.Values.Select(weight => weight.ToArray())];
        Tensor batch = Random([4, 2, 17, 18]);
        Tensor first = Tensor.From(batch.Span[..(batch.Count / 4)], [1, 2, 17, 18]);

        // 1e-5: kernels may add in another order for another batch.
        Run(network, batch)[..3].Zip(Run(network, first))
            .ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-5);
        network.Weights.Values.Select(weight => weight.ToArray()).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(SampleGraphs.Names), MemberType = typeof(SampleGraphs))]
    public void Backward_ReachesEveryParameter(string graph)
    {
        Network network = Network.From(SampleGraphs.Named(graph), new InitializedWeights(), new Rng(1));
        using var tape = new Tape();

        Tensor logits = network.Forward(tape.Input(Random([8, 2, 17, 18])),
            new ApplyContext(Training: true, new Rng(2)));
        tape.Backward(logits.CrossEntropy([0, 1, 2, 0, 1, 2, 0, 1]));

        network.Parameters.Count.ShouldBe(network.Graph.WeightSpecs.Count(weight => weight.Spec.Trainable));
        foreach (Tensor parameter in network.Parameters)
            parameter.Gradient.ShouldNotBeNull().ToArray().ShouldContain(value => value != 0);
    }

    [Fact]
    public void Forward_InTraining_MovesTheRunningStatistics()
    {
        Network network = Network.From(SampleGraphs.Residual(), new InitializedWeights(), new Rng(1));
        using var tape = new Tape();

        network.Forward(tape.Input(Random([8, 2, 8, 8])), new ApplyContext(Training: true));

        network.Weights["stem.norm.running_mean"].ToArray().ShouldAllBe(value => value != 0);
        network.Weights["stem.norm.running_variance"].ToArray().ShouldAllBe(value => value != 1);
    }

    [Fact]
    public void Forward_WithBatchStatistics_NormalisesAsInTrainingAndKeepsNothing()
    {
        var builder = new GraphBuilder([2, 8, 8]);
        builder.Add("conv", new Convolution(OutChannels: 4, Kernel: 3));
        builder.Add("norm", new BatchNorm());
        builder.Add("dropout", new Dropout(Rate: 0.5f));
        builder.Add("pool", new GlobalAveragePool());
        Network network = Network.From(builder.Build(), new InitializedWeights(), new Rng(1));
        network.Weights["norm.running_variance"].Span.Fill(9);
        float[][] before = [.. network.Weights.Values.Select(weight => weight.ToArray())];
        Tensor batch = Random([8, 2, 8, 8]);
        using var tape = new Tape();

        // Means over the batch of a normalised channel are its offset, 0, whatever the running statistics.
        var context = new ApplyContext { BatchStatistics = true };
        float[] means = network.Forward(tape.Input(batch), context).ToArray();

        for (int channel = 0; channel < 4; channel++)
            Enumerable.Range(0, 8).Sum(sample => means[sample * 4 + channel]).ShouldBe(0, tolerance: 1e-5);
        means.ShouldContain(mean => Math.Abs(mean) > 0.01f);
        network.Weights.Values.Select(weight => weight.ToArray()).ShouldBe(before);
    }

    [Fact]
    public void Training_OfTheResidualNetwork_Learns()
    {
        // Three classes that differ in the mean of the first channel.
        Network network = Network.From(SampleGraphs.Residual(), new InitializedWeights(), new Rng(1));
        var optimizer = new Sgd(network.Parameters, learningRate: 0.1f);
        int[] labels = [.. Enumerable.Range(0, 30).Select(i => i % 3)];
        Tensor batch = Random([30, 2, 8, 8]);
        for (int i = 0; i < batch.Count; i++)
            batch.Span[i] += i / 64 % 2 == 0 ? 4 * labels[i / 128] : 0;

        float first = 0, last = 0;
        using var tape = new Tape();
        for (int step = 0; step < 60; step++)
        {
            Tensor logits = network.Forward(tape.Input(batch), new ApplyContext(Training: true));
            Tensor loss = logits.CrossEntropy(labels);
            last = loss.Span[0];
            first = step == 0 ? last : first;
            tape.Backward(loss);
            optimizer.Step();
            optimizer.ClearGradients();
            tape.Reset();
        }

        last.ShouldBeLessThan(0.1f * first);
    }

    [Fact]
    public void Copy_HasWeightsOfItsOwn()
    {
        Network network = Network.From(SampleGraphs.Residual(), new InitializedWeights(), new Rng(1));

        Network copy = network.Copy();
        copy.Weights["head.bias"].Span[0] = 9;

        network.Weights["head.bias"].Span[0].ShouldBe(0);
        copy.Parameters.ShouldAllBe(parameter => parameter.RequiresGradient);
    }

    [Fact]
    public void Forward_OfAnotherShape_SaysWhatIsExpected()
    {
        Network network = Network.From(SampleGraphs.Residual(), new InitializedWeights(), new Rng(1));
        using var tape = new Tape();

        Should.Throw<ShapeException>(() => network.Forward(tape.Input(Tensor.Zeros([2, 8, 8]))))
            .Message.ShouldStartWith("Forward: the input must be [batch, 2, 8, 8], but is [2, 8, 8].");
    }

    [Fact]
    public void Network_WithWeightsOfAnotherGraph_IsRefused()
    {
        ArchitectureGraph graph = SampleGraphs.Residual();
        IReadOnlyList<Tensor> weights = new InitializedWeights().Provide(graph, new Rng(1));

        Should.Throw<GraphException>(() => new Network(graph, [.. weights.Skip(1)]))
            .Message.ShouldContain("9 weight tensors");
        Should.Throw<GraphException>(() => new Network(graph, [.. weights.Reverse()]))
            .Message.ShouldContain("stem.conv.weight: its shape must be [4, 2, 3, 3], but is [3]");
    }

    [Fact]
    public void Dropout_InTrainingWithoutARandomStream_SaysWhatIsMissing()
    {
        var builder = new GraphBuilder([4]);
        builder.Add(new Dropout(0.5f));
        var network = new Network(builder.Build(), []);
        using var tape = new Tape();

        Should.Throw<InvalidOperationException>(
                () => network.Forward(tape.Input(Tensor.Zeros([1, 4])), new ApplyContext(Training: true)))
            .Message.ShouldContain("give ApplyContext an Rng");
    }

    private static Tensor Random(Shape shape)
    {
        Tensor tensor = Tensor.Zeros(shape);
        var rng = new Rng(7);
        foreach (ref float value in tensor.Span)
            value = (float)rng.NextNormal();
        return tensor;
    }

    private static float[] Run(Network network, Tensor batch)
    {
        using var tape = new Tape(recording: false);
        return network.Forward(tape.Input(batch)).ToArray();
    }
}
