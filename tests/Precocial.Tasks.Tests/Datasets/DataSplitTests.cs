using Precocial.Tensors;

namespace Precocial.Tasks.Tests;

public sealed class DataSplitTests
{
    private static float[] Firsts(Dataset part) =>
        [.. Enumerable.Range(0, part.Count).Select(i => part.Sample(i)[0])];

    [Fact]
    public void Stratified_OfDigits_KeepsEveryClassesShare()
    {
        var split = DataSplit.Stratified(Digits.Load(), new Rng(1));
        split.Test.Count.ShouldBeInRange(358, 360);
        split.Validation.Count.ShouldBeInRange(269, 271);
        foreach (var (part, share) in new[] { (split.Train, .65), (split.Validation, .15), (split.Test, .2) })
            part.CountByClass().ShouldAllBe(count => Math.Abs(count - 179.7 * share) < 6);
    }

    [Fact]
    public void Stratified_Parts_HoldEverySampleOnce()
    {
        var data = Sets.Table(samples: 101, classes: 3);
        var split = DataSplit.Stratified(data, new Rng(2));
        float[] all = [.. Firsts(split.Train), .. Firsts(split.Validation), .. Firsts(split.Test)];
        all.Order().ShouldBe(Firsts(data));
        split.TestIsOfficial.ShouldBeFalse();
    }

    [Fact]
    public void Stratified_SameSeed_SameSplitWhateverWasDrawnBefore()
    {
        var used = new Rng(3);
        used.NextUInt64();
        var data = Sets.Table(samples: 60);
        Firsts(DataSplit.Stratified(data, used).Test)
            .ShouldBe(Firsts(DataSplit.Stratified(data, new Rng(3)).Test));
        Firsts(DataSplit.Stratified(data, new Rng(4)).Test)
            .ShouldNotBe(Firsts(DataSplit.Stratified(data, used).Test));
    }

    [Fact]
    public void Stratified_OfSetWithOfficialTest_KeepsIt()
    {
        var split = DataSplit.Stratified(Sets.Table(samples: 50, officialTest: 10), new Rng(5));
        Firsts(split.Test).ShouldBe(Enumerable.Range(40, 10).Select(i => 10f * i));
        split.TestIsOfficial.ShouldBeTrue();
        split.Train.Count.ShouldBeInRange(32, 34);
    }

    [Fact]
    public void Stratified_RareClass_KeepsATrainingSample()
    {
        var data = new Dataset("d", Tensor.Zeros([41, 1]), [.. new int[40], 1], ["often", "once"]);
        for (ulong seed = 0; seed < 20; seed++)
            DataSplit.Stratified(data, new Rng(seed)).Train.CountByClass()[1].ShouldBe(1);
    }

    [Fact]
    public void Stratified_ManySmallClasses_HasTheRightTotals()
    {
        var split = DataSplit.Stratified(Sets.Table(samples: 200, classes: 100), new Rng(6));
        split.Test.Count.ShouldBeInRange(39, 41);
        split.Validation.Count.ShouldBeInRange(29, 31);
    }

    [Fact]
    public void Stratified_TooFewSamples_SaysSo() =>
        Should.Throw<DataException>(() => DataSplit.Stratified(Sets.Table(samples: 2), new Rng(7)))
            .Message.ShouldContain("Give more samples");

    [Fact]
    public void JoinTrainAndValidation_HasBoth()
    {
        var split = DataSplit.Stratified(Sets.Table(samples: 40), new Rng(8));
        Firsts(split.JoinTrainAndValidation())
            .ShouldBe([.. Firsts(split.Train), .. Firsts(split.Validation)]);
    }
}
