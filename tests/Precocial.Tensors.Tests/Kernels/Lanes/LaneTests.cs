using Precocial.Tensors.Kernels;

namespace Precocial.Tensors.Tests.Kernels.Lanes;

/// <summary>The operations of each width that formulas cannot show to be right.</summary>
public sealed unsafe class LaneTests
{
    [Fact]
    public void PartLoadsAndStores_OfAnyCount_TouchOnlyTheirLanes() => ForEachWidth(new PartAccess());

    [Fact]
    public void Interleave_AfterDeinterleave_IsTheIdentity() => ForEachWidth(new Shuffles());

    [Fact]
    public void SumAndLargest_OfLanes_AreThoseOfTheElements() => ForEachWidth(new Horizontals());

    private static void ForEachWidth<TKernel>(TKernel check) where TKernel : struct, IItemKernel
    {
        if (Lanes16.IsSupported)
            check.Run<Lanes16>(0);
        if (Lanes8.IsSupported)
            check.Run<Lanes8>(0);
        if (Lanes4.IsSupported)
            check.Run<Lanes4>(0);
        check.Run<Lane1>(0);
    }

    private readonly struct PartAccess : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            for (int count = 0; count < T.Count; count++)
            {
                using var source = Native.Random(count, new Rng(3));
                using var whole = new Native(T.Count);
                using var part = new Native(count);
                T loaded = T.LoadFirst(source.Pointer, count);
                loaded.Store(whole.Pointer);
                loaded.StoreFirst(part.Pointer, count);

                whole.Span[..count].SequenceEqual(source.Span).ShouldBeTrue();
                whole.Span[count..].IndexOfAnyExcept(0f).ShouldBe(-1);
                part.Span.SequenceEqual(source.Span).ShouldBeTrue();
                part.GuardsAreIntact();
            }
        }
    }

    private readonly struct Shuffles : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            using var source = Native.Random(2 * T.Count, new Rng(3));
            using var phases = new Native(2 * T.Count);
            using var back = new Native(2 * T.Count);
            T even = T.Deinterleave(T.Load(source.Pointer), T.Load(source.Pointer + T.Count), out T odd);
            even.Store(phases.Pointer);
            odd.Store(phases.Pointer + T.Count);
            T.Interleave(even, odd, out T upper).Store(back.Pointer);
            upper.Store(back.Pointer + T.Count);

            for (int i = 0; i < T.Count; i++)
                (phases.Span[i], phases.Span[T.Count + i]).ShouldBe((source.Span[2 * i], source.Span[2 * i + 1]));
            back.Span.SequenceEqual(source.Span).ShouldBeTrue();
        }
    }

    private readonly struct Horizontals : IItemKernel
    {
        public void Run<T>(int item) where T : struct, ILanes<T>
        {
            using var source = Native.Random(T.Count, new Rng(3));
            T lanes = T.Load(source.Pointer);
            float[] values = source.Span.ToArray();

            T.Largest(lanes).ShouldBe(values.Max());
            // Each of the log₂ n additions rounds once, at most to half a unit of the magnitudes' sum.
            T.Sum(lanes).ShouldBe(values.Sum(), 5 * Ulp.Of(values.Sum(MathF.Abs)));
        }
    }
}
