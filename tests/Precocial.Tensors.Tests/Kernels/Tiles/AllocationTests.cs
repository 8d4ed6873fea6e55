using Precocial.Tensors.Kernels;

namespace Precocial.Tensors.Tests.Kernels;

public sealed unsafe class AllocationTests
{
    [Fact]
    public void Gemm_SecondCall_AllocatesNothing()
    {
        using var a = Native.Random(70 * 70, new Rng(1));
        Allocated(() => Gemm.Run(false, true, 70, 70, 70, a.Pointer, 70, a.Pointer, 70, a.Pointer, 70, true,
            WorkerPool.None)).ShouldBe(0);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(1, 6)]
    [InlineData(2, 2)]
    public void Convolution_SecondCall_AllocatesNothing(int stride, int groups)
    {
        using var problem = new ConvolutionProblem([2, 6, 16, 16, 6, 3, 3, stride, 1, 1, groups], seed: 1);
        Allocated(() => problem.RunAll(WorkerPool.None)).ShouldBe(0);
    }

    private static long Allocated(Action action)
    {
        action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
