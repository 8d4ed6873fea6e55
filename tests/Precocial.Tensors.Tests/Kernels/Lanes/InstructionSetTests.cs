using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Precocial.Tensors.Kernels;

namespace Precocial.Tensors.Tests.Kernels.Lanes;

public sealed class InstructionSetTests
{
    /// <summary>A leg of the gate that switches instruction sets off says so here, so that it proves that
    /// they are.</summary>
    [Fact]
    public void InstructionSets_WhenSwitchedOff_AreOff()
    {
        string expected = Environment.GetEnvironmentVariable("PRECOCIAL_EXPECT_ISA") ?? "all";

        expected.ShouldBeOneOf("all", "no-avx512", "no-avx2", "no-simd");
        if (expected != "all")
            Avx512F.IsSupported.ShouldBeFalse();
        if (expected is "no-avx2" or "no-simd")
            Avx2.IsSupported.ShouldBeFalse();
        if (expected == "no-simd")
            Vector128.IsHardwareAccelerated.ShouldBeFalse();
    }

    [Fact]
    public void Lanes_OfTheseInstructionSets_AreTheWidest()
    {
        Lanes16.IsSupported.ShouldBe(Avx512F.IsSupported);
        Lanes8.IsSupported.ShouldBe(Avx2.IsSupported && Fma.IsSupported);
        Lanes4.IsSupported.ShouldBe(Vector128.IsHardwareAccelerated);
        Lane1.IsSupported.ShouldBeTrue();
    }
}
