namespace Precocial.Tensors.Kernels;

/// <summary>2-D convolution (cross-correlation, as networks mean it) and its two gradients, NCHW.</summary>
internal static unsafe class Convolution
{
    /// <summary>y = x ⋆ kernel.</summary>
    public static void Forward(in ConvolutionShape s, float* x, float* kernel, float* y, WorkerPool workers)
    {
        _ = workers;
        new Span<float>(y, checked(s.Batch * s.OutChannels * s.OutPixels)).Clear();
        foreach (var run in new Runs(s))
        {
            float weight = kernel[run.Kernel];
            for (int i = 0; i < run.Length; i++)
                y[run.Out + i] += weight * x[run.In + i * s.Stride];
        }
    }

    /// <summary>dx = the gradient of Σ dy · y with respect to x, added to dx if <paramref name="accumulate"/>.</summary>
    public static void BackwardData(in ConvolutionShape s, float* dy, float* kernel, float* dx, bool accumulate,
        WorkerPool workers)
    {
        _ = workers;
        if (!accumulate)
            new Span<float>(dx, checked(s.Batch * s.InChannels * s.Height * s.Width)).Clear();
        foreach (var run in new Runs(s))
        {
            float weight = kernel[run.Kernel];
            for (int i = 0; i < run.Length; i++)
                dx[run.In + i * s.Stride] += weight * dy[run.Out + i];
        }
    }

    /// <summary>dkernel = the gradient of Σ dy · y with respect to the kernel, added to dkernel if
    /// <paramref name="accumulate"/>.</summary>
    public static void BackwardKernel(in ConvolutionShape s, float* x, float* dy, float* dkernel, bool accumulate,
        WorkerPool workers)
    {
        _ = workers;
        if (!accumulate)
            new Span<float>(dkernel, s.OutChannels * s.Taps).Clear();
        foreach (var run in new Runs(s))
        {
            float sum = 0;
            for (int i = 0; i < run.Length; i++)
                sum += dy[run.Out + i] * x[run.In + i * s.Stride];
            dkernel[run.Kernel] += sum;
        }
    }
}
