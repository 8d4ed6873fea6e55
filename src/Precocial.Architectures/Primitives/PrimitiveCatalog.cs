namespace Precocial.Architectures;

/// <summary>The primitives that a saved file may name. A new primitive is one more line here; a test finds
/// the ones that are missing.</summary>
internal static class PrimitiveCatalog
{
    private static readonly Dictionary<string, Func<SettingReader, Primitive>> Readers =
        new(StringComparer.Ordinal)
        {
            ["input"] = InputPrimitive.Read,
            ["standardize"] = Standardize.Read,
            ["convolution"] = Convolution.Read,
            ["depthwise_convolution"] = DepthwiseConvolution.Read,
            ["batch_norm"] = BatchNorm.Read,
            ["layer_norm"] = LayerNorm.Read,
            ["activation"] = Activation.Read,
            ["max_pool"] = MaxPool.Read,
            ["average_pool"] = AveragePool.Read,
            ["global_average_pool"] = GlobalAveragePool.Read,
            ["linear"] = Linear.Read,
            ["flatten"] = Flatten.Read,
            ["sum"] = Sum.Read,
            ["concat"] = Concat.Read,
            ["identity"] = Identity.Read,
            ["zero"] = Zero.Read,
            ["dropout"] = Dropout.Read,
            ["channel_scale"] = ChannelScale.Read,
            ["neurons"] = Neurons.Read,
            ["image_to_tokens"] = ImageToTokens.Read,
            ["tokens_to_image"] = TokensToImage.Read,
            ["attention"] = Attention.Read,
            ["position_encoding"] = PositionEncoding.Read,
            ["class_token"] = ClassToken.Read,
            ["select_token"] = SelectToken.Read,
            ["layer_scale"] = LayerScale.Read,
            ["subsample"] = Subsample.Read,
            ["shift"] = Shift.Read,
            ["reshape"] = Reshape.Read,
            ["transpose"] = Transpose.Read,
            ["mat_mul"] = MatMul.Read,
            ["softmax"] = Softmax.Read,
            ["slice"] = Slice.Read,
            ["reduce"] = Reduce.Read,
            ["arithmetic"] = Arithmetic.Read,
            ["affine"] = Affine.Read,
            ["tensor_arithmetic"] = TensorArithmetic.Read,
            ["clip"] = Clip.Read,
            ["pad"] = Pad.Read,
            ["elementwise"] = Elementwise.Read,
            ["tile"] = Tile.Read,
            ["mixed_operation"] = MixedOperation.Read,
        };

    /// <summary>Reads a primitive of a kind.</summary>
    /// <exception cref="GraphException">The kind is unknown, or a setting is missing, wrong or
    /// unknown.</exception>
    public static Primitive Read(string kind, SettingReader settings) =>
        Readers.TryGetValue(kind, out Func<SettingReader, Primitive>? read)
            ? read(settings)
            : throw settings.Expected("kind", $"one of {string.Join(", ", Readers.Keys)}", $"\"{kind}\"");
}
