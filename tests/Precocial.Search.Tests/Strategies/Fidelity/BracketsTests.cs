namespace Precocial.Search.Tests;

public sealed class BracketsTests
{
    [Fact]
    public void For_81By3_IsThePapersWorkedTable()
    {
        var brackets = Brackets.For(maxEpochs: 81, eta: 3);
        Text(brackets).ShouldBe(
        [
            "4: 81@1 27@3 9@9 3@27 1@81", "3: 27@3 9@9 3@27 1@81", "2: 9@9 3@27 1@81", "1: 6@27 2@81", "0: 5@81",
        ]);
    }

    [Fact]
    public void For_81By3ByTheFormula_IsThePapersAlgorithm()
    {
        var brackets = Brackets.For(maxEpochs: 81, eta: 3, BracketSizes.Formula);
        Text(brackets).ShouldBe(
        [
            "4: 81@1 27@3 9@9 3@27 1@81", "3: 34@3 11@9 3@27 1@81", "2: 15@9 5@27 1@81", "1: 8@27 2@81", "0: 5@81",
        ]);
    }

    [Fact]
    public void For_NoPowerOfEta_EndsAtTheMost()
    {
        Text(Brackets.For(maxEpochs: 20, eta: 3)).ShouldBe(["2: 9@2 3@7 1@20", "1: 3@7 1@20", "0: 3@20"]);
        Text(Brackets.For(maxEpochs: 1)).ShouldBe(["0: 1@1"]);
    }

    [Fact]
    public void Epochs_ContinuedTraining_CountsEachEpochOnce()
    {
        var bracket = Brackets.For(81)[1];
        bracket.Judgements.ShouldBe(27 + 9 + 3 + 1);
        bracket.Epochs.ShouldBe(27 * 3 + 9 * 6 + 3 * 18 + 1 * 54);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(81, 1)]
    public void For_OutOfRange_Throws(int maxEpochs, int eta) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Brackets.For(maxEpochs, eta));

    private static IEnumerable<string> Text(IEnumerable<Bracket> brackets) => brackets.Select(
        b => $"{b.S}: {string.Join(' ', b.Rungs.Select(r => $"{r.Count}@{r.Epochs}"))}");
}
