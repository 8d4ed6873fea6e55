using System.Buffers.Binary;
using System.Text;
using Precocial.Tasks;

namespace Precocial.Cli.Tests;

public sealed class RacerVaeTests
{
    [Fact]
    public void Environment_OfTheBundledEncoder_HasTheSizesOfThePaper()
    {
        var spec = RacerVae.Environment().Spec;
        (spec.Name, spec.Observations, spec.Actions).ShouldBe(("racer", 16, 3));
    }

    [Fact]
    public void Bundled_Latents_TellWhereTheRoadIs()
    {
        // The angle to the road ahead of a driven car, from the latents by least squares: what an agent that
        // steers has to know. Without them the error is the angle's own variance.
        var (latents, steering) = Observe(RacerVae.Bundled, seeds: [1, 2, 3]);
        double[] weights = LeastSquares.Fit(latents, steering);
        var (newLatents, newSteering) = Observe(RacerVae.Bundled, seeds: [4]);
        double mean = steering.Average();
        double error = 0, variance = 0;
        for (int i = 0; i < newSteering.Length; i++)
        {
            double answer = newLatents[i].Zip(weights, (x, w) => x * w).Sum();
            error += Math.Pow(answer - newSteering[i], 2);
            variance += Math.Pow(mean - newSteering[i], 2);
        }

        (error / variance).ShouldBeLessThan(0.6);
    }

    [Fact]
    public void Load_AFileOfAnotherModel_SaysWhatIsMissing()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "other.safetensors");
        byte[] header = Encoding.ASCII.GetBytes(
            """{"other":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""");
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        File.WriteAllBytes(path, [.. length, .. header, 0, 0, 0, 0]);
        Should.Throw<Exception>(() => RacerVae.Load(path))
            .Message.ShouldContain("other.safetensors: VaeEncoder: the weights must have a tensor");
    }

    private static (double[][] Latents, double[] Steering) Observe(IFrameEncoder encoder, int[] seeds)
    {
        var latents = new List<double[]>();
        var steering = new List<double>();
        foreach (int seed in seeds)
        {
            var episode = new Racer(encoder).BeginRace(seed);
            var driver = new CentreLineDriver();
            var action = new double[3];
            for (int step = 0; step < 480; step++)
            {
                driver.Drive(episode, action);
                // After the second in which the camera comes closer, every fourth frame.
                if (step >= 60 && step % 4 == 0)
                {
                    var seen = new double[encoder.Size];
                    episode.Observe(seen);
                    latents.Add([.. seen, 1]);
                    steering.Add(action[0]);
                }

                episode.Step(action);
            }
        }

        return ([.. latents], [.. steering]);
    }
}
