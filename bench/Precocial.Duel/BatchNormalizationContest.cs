using Precocial.Tensors.Kernels;

namespace Precocial.Duel;

/// <summary>batchnorm PASS N C H: forward with the batch's statistics, or all three gradients.</summary>
internal sealed unsafe class BatchNormalizationContest : IContest
{
    public Action? Prepare(string[] request)
    {
        if (request is not ["batchnorm", var pass, var batch, var channels, var height])
            return null;
        var layout = new ChannelLayout(int.Parse(batch), int.Parse(channels), int.Parse(height) * int.Parse(height));
        int count = layout.Channels, n = (int)layout.PerChannel * count;
        float* x = NativeArray.Normal(n, deviation: 1.7f), dy = NativeArray.Normal(n),
            y = NativeArray.Random(n);
        float* scale = NativeArray.Random(count), bias = NativeArray.Random(count),
            dscale = NativeArray.Random(count);
        float* mean = NativeArray.Random(count), deviation = NativeArray.Random(count),
            dbias = NativeArray.Random(count);
        float* runningMean = NativeArray.Random(count), runningVariance = NativeArray.Random(count);
        Action forward = () => BatchNormalization.Forward(
            x, scale, bias, y, mean, deviation, runningMean, runningVariance, layout, momentum: 0.1f, epsilon: 1e-5f);
        forward();
        return pass switch
        {
            "forward" => forward,
            "backward" => () => BatchNormalization.Backward(
                dy, x, null, scale, mean, deviation, y, accumulateInput: false, dscale, dbias,
                accumulateParameters: false, layout),
            _ => null,
        };
    }
}
