using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Cli.Tests;

public sealed class VaeTrainingTests
{
    [Fact]
    public void Training_OnFewFrames_BeatsTheMeanFrame()
    {
        // One driven and one random episode, so that frames kept back lie between frames seen.
        using var training = Training(frames: 60, epochs: 20);
        while (!training.IsDone)
            training.RunEpoch();
        training.HeldOutError().ShouldBeLessThan(0.9 * training.MeanFrameError());
    }

    [Fact]
    public void Training_WithTheSameSeed_GivesTheSameBytesOnTwoThreads()
    {
        using var workers = new WorkerPool(2);
        using var alone = Training(frames: 24, epochs: 1);
        using var together = Training(frames: 24, epochs: 1, workers);
        alone.RunEpoch().ShouldBe(together.RunEpoch());
        foreach (var (name, weight) in alone.Model.Weights)
            together.Model.Weights[name].ToArray().ShouldBe(weight.ToArray(), name);
    }

    [Fact]
    public void EncoderWeights_GiveTheEncoderThatWasTrained()
    {
        using var training = Training(frames: 24, epochs: 1);
        training.RunEpoch();
        var encoder = new VaeEncoder(training.Model.EncoderWeights);
        var latent = new double[16];
        encoder.Encode(Frames(1)[0], latent);
        encoder.Size.ShouldBe(16);
        latent.ShouldAllBe(value => double.IsFinite(value));
        latent.Distinct().Count().ShouldBe(16);
    }

    [Fact]
    public void Frames_OfTheSameSeed_AreTheSameAndNotAllAlike()
    {
        byte[][] once = Frames(20), twice = Frames(20);
        for (int i = 0; i < once.Length; i++)
            twice[i].ShouldBe(once[i]);
        once.Select(frame => string.Join(',', frame)).Distinct().Count().ShouldBe(20);
    }

    [Fact]
    public void Training_OfOneFrame_SaysThatItIsTooFew() =>
        Should.Throw<ArgumentException>(() => Training(frames: 1, epochs: 1))
            .Message.ShouldContain("Collect more");

    private static VaeTraining Training(int frames, int epochs, WorkerPool? workers = null) => new(
        Frames(frames), new VaeTrainingOptions { Epochs = epochs, BatchSize = 9 }, new Rng(1), workers);

    private static byte[][] Frames(int count) => RacerFrames.Collect(count, FrameScaling.Plain, new Rng(7));
}
