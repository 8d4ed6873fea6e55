using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class SpaceInspectorTests
{
    [Fact]
    public void Inspect_Toy_CountsSamplesAndRejections()
    {
        var report = SpaceInspector.Inspect(new ToySpace(), samples: 400, new Rng(1),
            new Limits { MaxParameters = 30 });
        report.Count.ShouldBe(256);
        report.Distinct.ShouldBeInRange(150, 256);
        // Linear chains 3→a→b→c→d→2 with widths 1..4: 14 parameters at least, 16 + 3·20 + 10 at most.
        report.Parameters.Minimum.ShouldBe(14);
        report.Parameters.Maximum.ShouldBe(86);
        report.Parameters.Lower.ShouldBeLessThan(report.Parameters.Upper);
        report.Rejected.ShouldBeInRange(0.5, 0.95);
        report.Examples.Length.ShouldBe(8);
    }

    [Fact]
    public void Quantiles_OfFive_AreThose() =>
        Quantiles.Of([5, 1, 4, 2, 3]).ShouldBe(new Quantiles(1, 2, 3, 4, 5));
}
