using Precocial.Tensors.Kernels;

namespace Precocial.Tensors.Tests.Kernels;

public sealed unsafe class ConvolutionTests
{
    public static TheoryData<int[]> Shapes => new()
    {
        // batch, in channels, height, width, out channels, kernel height, kernel width, stride, padding,
        // dilation, groups; then, where the axes differ: stride of the columns, padding below, left, right
        new[] { 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1 },
        new[] { 2, 3, 8, 8, 5, 3, 3, 1, 1, 1, 1 },
        new[] { 3, 4, 16, 16, 33, 3, 3, 1, 1, 1, 1 },
        new[] { 2, 17, 32, 32, 16, 3, 3, 1, 1, 1, 1 },
        new[] { 2, 7, 9, 11, 6, 3, 3, 1, 1, 1, 1 },
        new[] { 2, 20, 8, 8, 40, 1, 1, 1, 0, 1, 1 },
        new[] { 1, 6, 13, 10, 9, 1, 1, 2, 0, 1, 1 },
        new[] { 2, 5, 16, 16, 18, 3, 3, 2, 1, 1, 1 },
        new[] { 1, 5, 15, 17, 7, 5, 5, 3, 2, 1, 1 },
        new[] { 2, 4, 16, 16, 6, 7, 7, 1, 3, 1, 1 },
        new[] { 1, 3, 12, 14, 5, 3, 3, 1, 2, 2, 1 },
        new[] { 1, 3, 12, 14, 5, 3, 3, 2, 2, 2, 1 },
        new[] { 2, 8, 16, 16, 12, 3, 3, 1, 1, 1, 4 },
        new[] { 1, 6, 7, 9, 9, 3, 3, 2, 0, 1, 3 },
        new[] { 2, 5, 16, 16, 5, 3, 3, 1, 1, 1, 5 },
        new[] { 2, 5, 16, 16, 5, 5, 5, 1, 2, 1, 5 },
        new[] { 2, 3, 32, 32, 3, 3, 3, 2, 1, 1, 3 },
        new[] { 1, 3, 16, 16, 3, 3, 3, 1, 2, 2, 3 },
        new[] { 2, 3, 19, 37, 3, 3, 3, 1, 1, 1, 3 },
        new[] { 1, 3, 21, 11, 3, 5, 5, 2, 4, 2, 3 },
        new[] { 1, 2, 9, 9, 2, 7, 7, 1, 3, 1, 2 },
        new[] { 1, 4, 6, 6, 8, 3, 3, 1, 1, 1, 4 },
        new[] { 2, 3, 5, 8, 4, 2, 4, 1, 0, 1, 1 },
        new[] { 1, 3, 8, 8, 4, 3, 3, 3, 5, 1, 1 },
        new[] { 1, 2, 4, 4, 3, 3, 3, 5, 0, 1, 1 },
        new[] { 2, 5, 16, 16, 6, 1, 7, 1, 0, 1, 1, 2, 0, 3, 3 },
        new[] { 2, 6, 16, 8, 20, 7, 1, 2, 3, 1, 1, 1, 3, 0, 0 },
        new[] { 1, 3, 9, 11, 4, 7, 1, 2, 3, 1, 1, 1, 3, 0, 0 },
        new[] { 1, 3, 11, 9, 5, 1, 7, 1, 0, 1, 1, 2, 0, 3, 3 },
        new[] { 2, 3, 13, 33, 5, 3, 2, 3, 1, 1, 1, 2, 0, 1, 0 },
        new[] { 1, 3, 12, 12, 4, 4, 4, 4, 0, 1, 1, 4, 0, 0, 0 },
        new[] { 1, 4, 8, 9, 6, 2, 2, 1, 1, 1, 2, 1, 0, 0, 1 },
        new[] { 1, 3, 12, 12, 3, 3, 3, 2, 0, 1, 3, 2, 1, 0, 1 },
        new[] { 1, 3, 11, 16, 3, 3, 3, 1, 2, 1, 3, 1, 0, 1, 1 },
        new[] { 1, 3, 10, 32, 3, 5, 5, 2, 1, 1, 3, 1, 2, 2, 2 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Forward_EveryShape_EqualsDoubleReference(int[] sizes)
    {
        using var problem = new ConvolutionProblem(sizes, seed: 1);
        Convolution.Forward(problem.Shape, problem.X.Pointer, problem.Kernel.Pointer, problem.Y.Pointer,
            WorkerPool.None);
        problem.Y.GuardsAreIntact();
        problem.CheckForward();
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void BackwardData_EveryShape_EqualsDoubleReference(int[] sizes)
    {
        foreach (bool accumulate in new[] { false, true })
        {
            using var problem = new ConvolutionProblem(sizes, seed: 2);
            float[] before = problem.X.Span.ToArray();
            Convolution.BackwardData(problem.Shape, problem.Y.Pointer, problem.Kernel.Pointer,
                problem.X.Pointer, accumulate, WorkerPool.None);
            problem.X.GuardsAreIntact();
            problem.CheckBackwardData(accumulate ? before : new float[before.Length]);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void BackwardKernel_EveryShape_EqualsDoubleReference(int[] sizes)
    {
        foreach (bool accumulate in new[] { false, true })
        {
            using var problem = new ConvolutionProblem(sizes, seed: 3);
            float[] before = problem.Kernel.Span.ToArray();
            Convolution.BackwardKernel(problem.Shape, problem.X.Pointer, problem.Y.Pointer,
                problem.Kernel.Pointer, accumulate, WorkerPool.None);
            problem.Kernel.GuardsAreIntact();
            problem.CheckBackwardKernel(accumulate ? before : new float[before.Length]);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void EveryPass_AnyNumberOfThreads_GivesTheSameBytes(int[] sizes)
    {
        using var workers = new WorkerPool(3);
        using var one = new ConvolutionProblem(sizes, seed: 4);
        using var three = new ConvolutionProblem(sizes, seed: 4);
        one.RunAll(WorkerPool.None);
        three.RunAll(workers);
        three.Y.Span.SequenceEqual(one.Y.Span).ShouldBeTrue();
        three.X.Span.SequenceEqual(one.X.Span).ShouldBeTrue();
        three.Kernel.Span.SequenceEqual(one.Kernel.Span).ShouldBeTrue();
    }
}
