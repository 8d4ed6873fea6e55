using Precocial.Tensors;

namespace Precocial.Architectures.Tests;

public sealed class SupernetWeightsTests
{
    [Fact]
    public void Provide_SameNameShapeAndPrimitive_IsOneTensor()
    {
        var store = new SupernetWeights(seed: 1);
        var first = Of(store, Layers("a", kernel: 3, "b", kernel2: 3));
        var second = Of(store, Layers("a", kernel: 3, "c", kernel2: 3));
        second["a.weight"].ShouldBeSameAs(first["a.weight"]);
        second["c.weight"].ShouldNotBeSameAs(first["b.weight"]);
        second["logits.weight"].ShouldBeSameAs(first["logits.weight"]);
    }

    [Fact]
    public void Provide_OtherLayerOfTheSameName_HasItsOwnWeightsAndItsOwnNormalisation()
    {
        var store = new SupernetWeights(seed: 1);
        var small = Of(store, Layers("a", kernel: 3, "b", kernel2: 3));
        var large = Of(store, Layers("a", kernel: 3, "b", kernel2: 5));
        large["b.weight"].ShouldNotBeSameAs(small["b.weight"]);
        large["b_norm.running_mean"].ShouldNotBeSameAs(small["b_norm.running_mean"]);
        large["b_norm.weight"].ShouldNotBeSameAs(small["b_norm.weight"]);
        large["a_norm.weight"].ShouldBeSameAs(small["a_norm.weight"]);
    }

    [Fact]
    public void Provide_Twins_ShareWhatTheyShareWithOthers()
    {
        var store = new SupernetWeights(seed: 1);
        var weights = Of(store, Layers("path", kernel: 3, $"path{SupernetWeights.TwinMark}2", kernel2: 3));
        weights["path#2.weight"].ShouldBeSameAs(weights["path.weight"]);
        weights["path#2_norm.bias"].ShouldBeSameAs(weights["path_norm.bias"]);
        store.Parameters.ShouldBe(4 * 4 * 9 + 2 * 4 + 4 * 2 * 2 * 3 + 3);
    }

    [Fact]
    public void Provide_AnyOrderOfUse_GivesTheSameNumbers()
    {
        ArchitectureGraph one = Layers("a", 3, "b", 5), other = Layers("a", 3, "c", 1);
        var store = new SupernetWeights(seed: 1);
        var reversed = new SupernetWeights(seed: 1);
        _ = (Of(store, one), Of(store, other), Of(reversed, other), Of(reversed, one));
        reversed.Save().ShouldBe(store.Save());
        new SupernetWeights(seed: 2).Also(s => Of(s, one)).Save().ShouldNotBe(
            new SupernetWeights(seed: 1).Also(s => Of(s, one)).Save());
    }

    [Fact]
    public void Restore_WhatSaveGave_HasTheSameTensorsAndNoOthers()
    {
        var store = new SupernetWeights(seed: 1);
        var before = Of(store, Layers("a", 3, "b", 5));
        before["a.weight"].Span.Fill(7);
        byte[] state = store.Save();
        before["a.weight"].Span.Fill(0);
        _ = Of(store, Layers("a", 3, "later", 5));
        store.Restore(state);
        store.Save().ShouldBe(state);
        before["a.weight"].Span[0].ShouldBe(7);
        var fresh = new SupernetWeights(seed: 9);
        fresh.Restore(state);
        fresh.Save().ShouldBe(state);
        Of(fresh, Layers("a", 3, "b", 5))["a.weight"].RequiresGradient.ShouldBeTrue();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(40)]
    [InlineData(-1)]
    public void Restore_DamagedBytes_IsOneClearLine(int length)
    {
        var store = new SupernetWeights(seed: 1);
        _ = Of(store, Layers("a", 3, "b", 5));
        byte[] state = store.Save();
        byte[] damaged = length < 0 ? [.. state, 0] : state[..length];
        Should.Throw<FormatException>(() => store.Restore(damaged)).Message.ShouldContain("shared weights");
    }

    private static IReadOnlyDictionary<string, Tensor> Of(SupernetWeights store, ArchitectureGraph graph) =>
        Network.From(graph, store, new Rng(0)).Weights;

    private static ArchitectureGraph Layers(string name, int kernel, string name2, int kernel2)
    {
        var builder = new GraphBuilder([4, 2, 2]);
        Add(name, kernel);
        Add(name2, kernel2);
        builder.Add("flatten", new Flatten());
        builder.Add("logits", new Linear(3));
        return builder.Build();

        void Add(string layer, int size)
        {
            builder.Add(layer, new Convolution(4, size));
            builder.Add($"{layer}_norm", new BatchNorm());
        }
    }
}

file static class Then
{
    public static T Also<T>(this T value, Action<T> action)
    {
        action(value);
        return value;
    }
}
