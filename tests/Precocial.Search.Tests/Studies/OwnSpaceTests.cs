using System.Collections.Immutable;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

/// <summary>What a user's own space can get wrong.</summary>
public sealed class OwnSpaceTests
{
    private static readonly Node s_input = new("input", new InputPrimitive([4]), []);
    private static readonly Node s_head = new("head", new Linear(2), [0]);

    [Fact]
    public async Task RunAsync_ASpaceThatDecodesToACycle_IsOneClearLine() =>
        await IsExplainedAsync(
            () => new ArchitectureGraph(
            [
                s_input, new Node("a", new Sum(), [0, 2]), new Node("b", new Identity(), [1]),
                s_head with { Inputs = [2] },
            ]),
            "Node \"a\" (number 1): inputs must be earlier nodes, but one is number 2. Sort the nodes so that "
            + "each stands after its inputs.");

    [Fact]
    public async Task RunAsync_ASpaceThatDecodesToADisconnectedGraph_IsOneClearLine() =>
        await IsExplainedAsync(
            () => new ArchitectureGraph([s_input, new Node("lost", new Linear(3), [0]), s_head]),
            "Node \"lost\" does not reach the output \"head\". Remove it, or add it to what the output is "
            + "computed from.");

    [Fact]
    public async Task RunAsync_ASpaceWhoseShapesDoNotFit_IsOneClearLine() =>
        await IsExplainedAsync(
            () =>
            {
                var builder = new GraphBuilder([4]);
                int wide = builder.Add("wide", new Linear(8));
                builder.Add("sum", new Sum(), wide, 0);
                return builder.Build();
            },
            "Node \"sum\": sum: inputs must have one shape, but are [8] and [4]. Project one of them with a "
            + "1x1 convolution or a linear layer.");

    [Fact]
    public async Task RunAsync_ASpaceWithoutAMemberUnderTheLimits_IsOneClearLine()
    {
        var space = new OwnSpace(() => new ArchitectureGraph([s_input, s_head]));
        var plan = Study.Over(space).Using(new RandomSearch<OwnGenotype, Score>(space, Ranking.ByScore))
            .JudgedBy(ErraticEvaluator.Slow(1)) with
        {
            Limits = new() { MaxParameters = 9 },
        };
        string message = (await Should.ThrowAsync<SearchException>(plan.RunAsync(1, evaluations: 3))).Message;
        message.ShouldBe("10,000 proposals in a row break the limits (at most 9 parameters; the last one has "
            + "10 parameters, over 9): limits nothing satisfies. Raise them, or choose a space with smaller "
            + "networks.");
    }

    private static async Task IsExplainedAsync(Func<ArchitectureGraph> build, string expected)
    {
        var space = new OwnSpace(build);
        ISearchStrategy<OwnGenotype, Score>[] strategies =
        [
            new RandomSearch<OwnGenotype, Score>(space, Ranking.ByScore),
            new RegularizedEvolution<OwnGenotype, Score>(space, Ranking.ByScore, 4, 2),
        ];
        foreach (var strategy in strategies)
        {
            var plan = Study.Over(space).Using(strategy).JudgedBy(ErraticEvaluator.Slow(1));
            var error = await Should.ThrowAsync<SearchException>(plan.RunAsync(1, evaluations: 3));
            error.Message.ShouldBe($"The space (own) makes no network of choice=0: {expected}");
        }
    }

    private sealed record OwnGenotype(ImmutableArray<byte> Choices) : DecisionGenotype(Choices);

    private sealed class OwnSpace(Func<ArchitectureGraph> build)
        : DecisionSpace<OwnGenotype>([Decision.Among("choice", ["0"])])
    {
        public override string Description => "own";

        public override ArchitectureGraph Decode(OwnGenotype genotype) => build();

        protected override OwnGenotype Create(ImmutableArray<byte> choices) => new(choices);
    }
}
