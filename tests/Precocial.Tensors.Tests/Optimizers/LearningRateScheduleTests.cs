namespace Precocial.Tensors.Tests;

public sealed class LearningRateScheduleTests
{
    [Fact]
    public void Constant_AtAnyStep_IsTheRate() => new ConstantSchedule(0.3f).Value(7, 10).ShouldBe(0.3f);

    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(25, 0.8681981)]
    [InlineData(50, 0.55)]
    [InlineData(100, 0.1)]
    public void Cosine_AlongTheRun_FollowsHalfAWave(int step, double expected) =>
        ((double)new CosineSchedule(1, Last: 0.1f).Value(step, 100)).ShouldBe(expected, 1e-6);

    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(49, 1.0)]
    [InlineData(50, 0.1)]
    [InlineData(75, 0.01)]
    public void Steps_AtTheirPoints_Multiply(int step, double expected) =>
        ((double)new StepSchedule(1, 0.1f, [0.5f, 0.75f]).Value(step, 100)).ShouldBe(expected, 1e-6);

    [Theory]
    [InlineData(0, 0.2)]
    [InlineData(4, 1.0)]
    [InlineData(5, 1.0)]
    [InlineData(55, 0.5)]
    [InlineData(105, 0.0)]
    public void WarmUp_RisesThenFollowsTheOther(int step, double expected) =>
        ((double)new WarmUpSchedule(5, new CosineSchedule(1)).Value(step, 105)).ShouldBe(expected, 1e-6);

    // ENAS: 310 epochs in cycles of 10, 20, 40, 80 and 160.
    [Theory]
    [InlineData(0, 0.05)]
    [InlineData(5, 0.02525)]
    [InlineData(10, 0.05)]
    [InlineData(20, 0.02525)]
    [InlineData(30, 0.05)]
    [InlineData(150, 0.05)]
    [InlineData(230, 0.02525)]
    [InlineData(310, 0.0005)]
    public void Restarts_AtEachCycle_BeginAgain(int step, double expected) =>
        ((double)new RestartSchedule(0.05f, 0.0005f, Cycles: 5).Value(step, 310)).ShouldBe(expected, 1e-6);
}
