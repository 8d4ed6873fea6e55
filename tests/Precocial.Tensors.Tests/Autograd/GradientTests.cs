namespace Precocial.Tensors.Tests;

public sealed class GradientTests
{
    public static TheoryData<string> Names =>
        [.. GradientCases.All.Select(gradientCase => gradientCase.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_OfEachOperation_EqualsDifferences(string name) =>
        GradientCheck.Run(GradientCases.All.Single(gradientCase => gradientCase.Name == name));

    [Fact]
    public void Operations_AllHaveAGradientCase()
    {
        var covered = new HashSet<Type>();
        foreach (var gradientCase in GradientCases.All)
        {
            using var tape = new Tape();
            _ = gradientCase.Function([.. gradientCase.Inputs.Select(tape.Input)]);
            foreach (var operation in tape.Operations)
                covered.Add(operation.GetType());
        }

        typeof(Operation).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Operation)) && !type.IsAbstract)
            .Except(covered)
            .ShouldBeEmpty();
    }
}
