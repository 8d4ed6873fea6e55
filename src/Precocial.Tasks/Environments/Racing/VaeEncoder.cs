using System.Collections.Concurrent;
using Precocial.Tensors;

namespace Precocial.Tasks;

/// <summary>The encoder of a variational auto-encoder: a frame's 16 latent means.</summary>
/// <remarks>
/// Four convolutions 4×4, stride 2, without padding, each followed by a rectifier (32, 64, 128, 256 channels:
/// 64 → 31 → 14 → 6 → 2), then a linear layer. 14.7 million multiply-adds a frame. The last two convolutions
/// have too few outputs for vectors over pixels: they are products of patches and kernels. Immutable; each
/// thread computes on a tape of its own. Source: Ha and Schmidhuber, World Models, 2018, A.1; Gaier and Ha,
/// 2019, with 16 latents.
/// </remarks>
public sealed class VaeEncoder : IFrameEncoder
{
    /// <summary>Output channels of the convolutions.</summary>
    public static ReadOnlySpan<int> Channels => [32, 64, 128, 256];

    /// <summary>Rows and columns of a convolution's kernel.</summary>
    public const int KernelSide = 4;

    /// <summary>Numbers that the linear layer sees: 256 channels of 2×2.</summary>
    public const int Features = 1024;

    private const int Stride = 2;

    // The convolutions from this one on are products of patches.
    private const int FirstOfPatches = 2;

    private readonly (Tensor Kernel, Tensor Bias)[] _convolutions;
    private readonly Tensor _weight, _bias;
    private readonly ConcurrentBag<Workspace> _workspaces = [];

    /// <summary>An encoder of given weights.</summary>
    /// <param name="weights">By name: <c>convolution1.kernel</c> [32, 3, 4, 4] and <c>convolution1.bias</c>
    /// [32] to <c>convolution4</c>, <c>mean.weight</c> [latents, 1024] and <c>mean.bias</c> [latents]. Others
    /// may be there and are not used.</param>
    /// <exception cref="ArgumentException">One is missing, or has another shape.</exception>
    public VaeEncoder(IReadOnlyDictionary<string, Tensor> weights)
    {
        _convolutions = new (Tensor, Tensor)[Channels.Length];
        for (int i = 0, channels = 3; i < Channels.Length; channels = Channels[i++])
        {
            _convolutions[i] = (
                Take(weights, KernelName(i), [Channels[i], channels, KernelSide, KernelSide]),
                Take(weights, BiasName(i), [Channels[i]]));
        }

        Size = weights.TryGetValue(MeanBiasName, out var bias) ? bias.Count : 0;
        _weight = Take(weights, MeanWeightName, [Size, Features]);
        _bias = Take(weights, MeanBiasName, [Size]);
    }

    /// <summary>Name of the linear layer's weights.</summary>
    public const string MeanWeightName = "mean.weight";

    /// <summary>Name of the linear layer's bias.</summary>
    public const string MeanBiasName = "mean.bias";

    /// <inheritdoc/>
    public int Size { get; }

    /// <summary>Name of a convolution's kernel.</summary>
    /// <param name="layer">From 0.</param>
    public static string KernelName(int layer) => $"convolution{layer + 1}.kernel";

    /// <summary>Name of a convolution's bias.</summary>
    /// <param name="layer">From 0.</param>
    public static string BiasName(int layer) => $"convolution{layer + 1}.bias";

    /// <inheritdoc/>
    public void Encode(ReadOnlySpan<byte> frame, Span<double> latent)
    {
        if (!_workspaces.TryTake(out var workspace))
            workspace = new Workspace();
        ToPlanes(frame, workspace.Frame.Span);
        Tensor x = workspace.Tape.Input(workspace.Frame);
        for (int i = 0; i < _convolutions.Length; i++)
        {
            var (kernel, bias) = _convolutions[i];
            x = (i < FirstOfPatches
                ? x.Convolve(kernel, Stride).AddBias(bias)
                : ConvolvePatches(x, kernel, bias, workspace)).Relu();
        }

        ReadOnlySpan<float> mean = x.Reshape([1, Features]).Linear(_weight, _bias).Span;
        for (int i = 0; i < latent.Length; i++)
            latent[i] = mean[i];
        workspace.Tape.Reset();
        _workspaces.Add(workspace);
    }

    /// <summary>Bytes to numbers in [0, 1], and pixels to planes: what the first convolution takes.</summary>
    /// <param name="frame">[64, 64, 3].</param>
    /// <param name="planes">[3, 64, 64].</param>
    public static void ToPlanes(ReadOnlySpan<byte> frame, Span<float> planes)
    {
        const int pixels = FrameReduction.Side * FrameReduction.Side;
        Span<float> red = planes[..pixels], green = planes.Slice(pixels, pixels);
        Span<float> blue = planes.Slice(2 * pixels, pixels);
        for (int i = 0; i < pixels; i++)
        {
            red[i] = frame[3 * i] * (1f / 255);
            green[i] = frame[(3 * i) + 1] * (1f / 255);
            blue[i] = frame[(3 * i) + 2] * (1f / 255);
        }
    }

    // The same as a convolution and a bias.
    private static Tensor ConvolvePatches(Tensor x, Tensor kernel, Tensor bias, Workspace workspace)
    {
        int outputs = kernel.Shape[0], length = kernel.Count / outputs;
        int side = ((x.Shape[2] - KernelSide) / Stride) + 1;
        Tensor patches = workspace.Patches(side * side, length);
        Gather(x.Span, x.Shape[2], side, patches.Span);
        var tape = workspace.Tape;
        return tape.Input(patches).Linear(tape.Input(kernel).Reshape([outputs, length]), bias)
            .Transpose().Reshape([1, outputs, side, side]);
    }

    // A row for each position: of every channel, the kernel's square.
    private static void Gather(ReadOnlySpan<float> planes, int side, int positions, Span<float> patches)
    {
        for (int at = 0; at < positions * positions; at++)
        {
            int corner = (((at / positions) * side) + (at % positions)) * Stride;
            for (int plane = corner; plane < planes.Length; plane += side * side)
            {
                for (int row = 0; row < KernelSide; row++, patches = patches[KernelSide..])
                    planes.Slice(plane + (row * side), KernelSide).CopyTo(patches);
            }
        }
    }

    private static Tensor Take(IReadOnlyDictionary<string, Tensor> weights, string name, Shape shape)
    {
        if (!weights.TryGetValue(name, out var tensor))
            throw new ArgumentException($"VaeEncoder: the weights must have a tensor {name}, but have none.");
        if (tensor.Shape != shape)
        {
            throw new ArgumentException($"VaeEncoder: {name} must be {shape}, but is {tensor.Shape}. Is this "
                + "the file of another model?");
        }

        return tensor.Detach();
    }

    private sealed class Workspace
    {
        public Tape Tape { get; } = new(recording: false);

        public Tensor Frame { get; } =
            Tensor.Zeros([1, 3, FrameReduction.Side, FrameReduction.Side]);

        private readonly Dictionary<int, Tensor> _patches = [];

        public Tensor Patches(int positions, int length)
        {
            if (!_patches.TryGetValue(positions, out var patches))
                _patches[positions] = patches = Tensor.Zeros([positions, length]);
            return patches;
        }
    }
}
