using Precocial.Tensors.Memory;

namespace Precocial.Tensors.Tests;

public sealed unsafe class BlockPoolTests
{
    [Fact]
    public void Rent_OfAnySize_IsAlignedAndLargeEnough()
    {
        var pool = new BlockPool();
        var sizes = Enumerable.Range(0, 300).Concat([1000, 4095, 4096, 4097, 65_537, 1_000_003]).ToArray();
        var blocks = new nint[sizes.Length];
        for (int i = 0; i < sizes.Length; i++)
        {
            blocks[i] = (nint)pool.Rent(sizes[i]);
            (blocks[i] % NativeBuffer.Alignment).ShouldBe(0);
            new Span<float>((void*)blocks[i], sizes[i]).Fill(i);
        }

        // No block was written by another: they do not overlap.
        for (int i = 0; i < sizes.Length; i++)
            new Span<float>((void*)blocks[i], sizes[i]).IndexOfAnyExcept(i).ShouldBe(-1);
        pool.Free();
    }

    [Fact]
    public void Rent_AfterReturn_GivesTheSameBlock()
    {
        var pool = new BlockPool();
        float* block = pool.Rent(1000);
        pool.Return(block, 1000);

        ((nint)pool.Rent(1000)).ShouldBe((nint)block);
        pool.Free();
    }

    [Fact]
    public void Bytes_OfLargeBlocks_AreAtMostAQuarterMoreThanAsked()
    {
        for (int count = 100_000; count < 400_000; count += 3333)
        {
            var pool = new BlockPool();
            pool.Rent(count);
            pool.Bytes.ShouldBeInRange(count * 4L, count * 5L + 64);
            pool.Free();
            pool.Bytes.ShouldBe(0);
        }
    }
}
