using System.Text.Json;
using Precocial.Tasks;
using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class RegimesTests
{
    [SkippableFact]
    public void Run_Champion_IsWithinThePapersTable()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Goldens.File("wann", "net_swing.json")));
        NeuronWiring champion = GoldenWiring.Of(document.RootElement, 5, 1);
        double[] tuned = GoldenWiring.Numbers(document.RootElement.GetProperty("tuned"), "weights");
        int[] seeds = [.. Enumerable.Range(0, 1000)];
        Regimes regimes = Regimes.Run(champion, new CartPoleSwingUp(), 0.78, tuned, seeds, new Rng(1));
        // The reference's own 1000 draws: 48 ± 109, 517.5 ± 232; three standard errors of the mean.
        regimes.Random.Mean.ShouldBe(48, 3 * 109 * Math.Sqrt(2.0 / 1000));
        regimes.Random.Deviation.ShouldBe(109, 30);
        regimes.RandomShared.Mean.ShouldBe(517.5, 3 * 232 * Math.Sqrt(2.0 / 1000));
        // The paper: 723 ± 16, and 932 ± 6 for the first hundred seeds.
        regimes.TunedShared.Mean.ShouldBe(723.4, 3 * 16 * Math.Sqrt(2.0 / 1000));
        regimes.Tuned!.Returns[..100].Average().ShouldBe(931.96, 0.5);
    }

    [Fact]
    public void Run_MoreTrialsAndThreads_LeavesTheFirstOnesAsTheyWere()
    {
        NeuronWiring wiring = RandomWiring.Of(new Rng(1), 5, 8, 1, 30);
        using var pool = new WorkerPool(2);
        Regimes few = Regimes.Run(wiring, new CartPoleSwingUp(), 1, null, [0, 1, 2], new Rng(5), new(60));
        Regimes many = Regimes.Run(
            wiring, new CartPoleSwingUp(), 1, null, [.. Enumerable.Range(0, 200)], new Rng(5), new(60), pool);
        many.Random.Returns[..3].ShouldBe(few.Random.Returns);
        many.RandomShared.Returns[..3].ShouldBe(few.RandomShared.Returns);
        many.Tuned.ShouldBeNull();
        many.Random.Returns.Distinct().Count().ShouldBeGreaterThan(100);
    }
}
