using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial;

/// <summary>A variational auto-encoder of 64×64 frames: its parameters, and its loss.</summary>
/// <remarks>
/// Encoder: as <see cref="VaeEncoder"/>, with a second linear layer for the logarithms of the variances.
/// Decoder: linear to 1024 channels of 1×1, then transposed convolutions of stride 2: 5×5 to 128 channels,
/// 5×5 to 64, 6×6 to 32, 6×6 to 3 (1 → 5 → 13 → 30 → 64), rectifiers between, a sigmoid at the end.
/// Loss of a frame: Σ (y − x)² + max(KL, 0.5·latents), averaged over the batch; with
/// KL = −½ Σ (1 + ln σ² − μ² − σ²). Source: Ha and Schmidhuber, World Models, 2018; WANNRelease, vae.py.
/// </remarks>
public sealed class FrameAutoencoder
{
    private const float KlFloor = 0.5f;
    private const int Side = 64;
    private readonly Dictionary<string, Tensor> _weights = [];

    /// <summary>An untrained one (He initialisation, biases 0).</summary>
    /// <param name="latents">Numbers that a frame becomes.</param>
    /// <param name="rng">Draws the weights.</param>
    public FrameAutoencoder(int latents, Rng rng)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(latents, 1);
        Latents = latents;
        for (int i = 0, channels = 3; i < VaeEncoder.Channels.Length; channels = VaeEncoder.Channels[i++])
        {
            int outputs = VaeEncoder.Channels[i], side = VaeEncoder.KernelSide;
            Add(VaeEncoder.KernelName(i), [outputs, channels, side, side], channels * side * side, rng);
            Add(VaeEncoder.BiasName(i), [outputs]);
        }

        AddLinear("mean", latents, VaeEncoder.Features, rng);
        AddLinear("variance", latents, VaeEncoder.Features, rng);
        AddLinear("decoder", VaeEncoder.Features, latents, rng);
        int inputs = VaeEncoder.Features;
        for (int i = 0; i < DecoderLayers.Length; i++)
        {
            var (outputs, side) = DecoderLayers[i];
            // With stride 2, a quarter of the taps meet at each output.
            Add($"decoder{i + 1}.kernel", [inputs, outputs, side, side], inputs * side * side / 4, rng);
            Add($"decoder{i + 1}.bias", [outputs]);
            inputs = outputs;
        }
    }

    /// <summary>Numbers that a frame becomes.</summary>
    public int Latents { get; }

    /// <summary>All parameters by name; those of the encoder have the names that <see cref="VaeEncoder"/>
    /// asks for.</summary>
    public IReadOnlyDictionary<string, Tensor> Weights => _weights;

    /// <summary>The part of <see cref="Weights"/> that encodes.</summary>
    public IReadOnlyDictionary<string, Tensor> EncoderWeights => _weights
        .Where(weight => !weight.Key.StartsWith("decoder", StringComparison.Ordinal)
            && !weight.Key.StartsWith("variance", StringComparison.Ordinal))
        .ToDictionary(weight => weight.Key, weight => weight.Value);

    private static ReadOnlySpan<(int Channels, int Side)> DecoderLayers => new (int, int)[]
    {
        (128, 5), (64, 5), (32, 6), (3, 6),
    };

    /// <summary>The loss of a batch, to be differentiated.</summary>
    /// <param name="frames">On a tape, shape [batch, 3, 64, 64], in [0, 1].</param>
    /// <param name="noise">Standard normal numbers, shape [batch, latents].</param>
    /// <returns>A scalar.</returns>
    public Tensor Loss(Tensor frames, Tensor noise)
    {
        Tensor features = Features(frames);
        Tensor mean = Linear(features, "mean"), logVariance = Linear(features, "variance");
        Tensor latents = mean + (logVariance * 0.5f).Exp() * noise;
        Tensor pixels = Decode(latents).MeanSquaredError(frames) * (3 * Side * Side);
        Tensor kl = (mean.Square() + logVariance.Exp() - logVariance - 1f).Sum([1]) * 0.5f;
        var floor = Tensor.Full(kl.Shape, KlFloor * Latents);
        return pixels + kl.Maximum(floor).Mean();
    }

    /// <summary>What remains of frames when only the means of their latents are kept.</summary>
    /// <param name="frames">On a tape, shape [batch, 3, 64, 64], in [0, 1].</param>
    /// <returns>Of the same shape.</returns>
    public Tensor Reconstruct(Tensor frames) => Decode(Linear(Features(frames), "mean"));

    private Tensor Features(Tensor x)
    {
        for (int i = 0; i < VaeEncoder.Channels.Length; i++)
        {
            x = x.Convolve(On(x, VaeEncoder.KernelName(i)), stride: 2)
                .AddBias(On(x, VaeEncoder.BiasName(i))).Relu();
        }

        return x.Reshape([x.Shape[0], VaeEncoder.Features]);
    }

    private Tensor Decode(Tensor latents)
    {
        Tensor x = Linear(latents, "decoder").Reshape([latents.Shape[0], VaeEncoder.Features, 1, 1]);
        for (int i = 1; i <= DecoderLayers.Length; i++)
        {
            x = x.ConvolveTransposed(On(x, $"decoder{i}.kernel"), stride: 2)
                .AddBias(On(x, $"decoder{i}.bias"));
            x = i < DecoderLayers.Length ? x.Relu() : x.Sigmoid();
        }

        return x;
    }

    private Tensor Linear(Tensor x, string name) => x.Linear(On(x, $"{name}.weight"), On(x, $"{name}.bias"));

    private Tensor On(Tensor x, string name) => x.Tape!.Input(_weights[name]);

    private void AddLinear(string name, int outputs, int inputs, Rng rng)
    {
        // No rectifier follows: half of He's variance.
        Add($"{name}.weight", [outputs, inputs], 2 * inputs, rng);
        Add($"{name}.bias", [outputs]);
    }

    private void Add(string name, Shape shape, int fanIn, Rng rng)
    {
        var tensor = Tensor.Zeros(shape, requiresGradient: true);
        double deviation = Math.Sqrt(2.0 / fanIn);
        var stream = rng.Split(name);
        foreach (ref float value in tensor.Span)
            value = (float)(deviation * stream.NextNormal());
        _weights.Add(name, tensor);
    }

    private void Add(string name, Shape shape) =>
        _weights.Add(name, Tensor.Zeros(shape, requiresGradient: true));
}
