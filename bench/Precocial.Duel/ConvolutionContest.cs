using Precocial.Tensors;
using Precocial.Tensors.Kernels;

namespace Precocial.Duel;

/// <summary>conv PASS N C H O K STRIDE DILATION GROUPS: a square convolution without bias; PASS = forward,
/// data or weight.</summary>
internal sealed unsafe class ConvolutionContest : IContest
{
    public Action? Prepare(string[] request)
    {
        if (request is not ["conv", var pass, .. var numbers] || numbers.Length != 8)
            return null;
        int[] n = Array.ConvertAll(numbers, int.Parse);
        int padding = n[6] * (n[4] / 2);
        var axis = new WindowAxis(Stride: n[5], Before: padding, After: padding, Dilation: n[6]);
        var s = new ConvolutionShape(Batch: n[0], InChannels: n[1], Height: n[2], Width: n[2],
            OutChannels: n[3],
            KernelHeight: n[4], KernelWidth: n[4], Rows: axis, Columns: axis, Groups: n[7]);
        float* x = NativeArray.Random(s.Batch * s.InChannels * s.Height * s.Width);
        float* kernel = NativeArray.Random(s.OutChannels * s.Taps);
        float* y = NativeArray.Random(s.Batch * s.OutChannels * s.OutPixels);
        var workers = WorkerPool.None;
        return pass switch
        {
            "forward" => () => Convolution.Forward(s, x, kernel, y, workers),
            "data" => () => Convolution.BackwardData(s, y, kernel, x, accumulate: false, workers),
            "weight" => () => Convolution.BackwardKernel(s, x, y, kernel, accumulate: false, workers),
            _ => null,
        };
    }
}
