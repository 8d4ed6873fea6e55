namespace Precocial.Tensors.Kernels;

/// <summary>2-D convolution (cross-correlation, as networks mean it) and its two gradients, NCHW.</summary>
/// <remarks>Work is shared over images, groups and pieces of the output channels; the bytes do not depend on
/// the number of threads.</remarks>
internal static unsafe class Convolution
{
    /// <summary>y = x ⋆ kernel.</summary>
    public static void Forward(in ConvolutionShape s, float* x, float* kernel, float* y, WorkerPool workers)
    {
        var depthwise = DepthwiseShape.Forward(s);
        if (depthwise.IsSupported)
            DepthwiseConvolution.Forward(depthwise, x, kernel, y, workers);
        else
            CorrelationPlan.RunForward(s, x, kernel, y, workers);
    }

    /// <summary>dx = the gradient of Σ dy · y with respect to x, added to dx if
    /// <paramref name="accumulate"/>.</summary>
    public static void BackwardData(in ConvolutionShape s, float* dy, float* kernel, float* dx,
        bool accumulate, WorkerPool workers)
    {
        var depthwise = DepthwiseShape.Backward(s);
        if (depthwise.IsSupported)
            DepthwiseConvolution.BackwardData(depthwise, dy, kernel, dx, accumulate, workers);
        else
            CorrelationPlan.RunBackward(s, dy, kernel, dx, accumulate, workers);
    }

    /// <summary>dkernel = the gradient of Σ dy · y with respect to the kernel, added to dkernel if
    /// <paramref name="accumulate"/>.</summary>
    public static void BackwardKernel(in ConvolutionShape s, float* x, float* dy, float* dkernel,
        bool accumulate, WorkerPool workers)
    {
        var depthwise = DepthwiseShape.Forward(s);
        if (depthwise.IsSupported)
            DepthwiseKernelGradient.Run(depthwise, x, dy, dkernel, accumulate, workers);
        else
            KernelGradient.Run(s, x, dy, dkernel, accumulate, workers);
    }
}
