using Precocial.Tensors;

namespace Precocial.Hypernetworks;

/// <summary>What stands between the layers of the decoders.</summary>
internal static class DecoderRectifier
{
    /// <summary>max(x, slope·x).</summary>
    public static Tensor Rectify(this Tensor x, float slope) => slope == 0 ? x.Relu() : x.Maximum(x * slope);
}
