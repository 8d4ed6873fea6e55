using System.Text.Json;

namespace Precocial.Architectures;

/// <summary>A network of the DeepNets-1M space: two cells and how often, how wide and on what stem they are
/// stacked.</summary>
/// <remarks>
/// A value; <see cref="DeepNetsNetwork"/> builds its graph, <see cref="DeepNetsSampler"/> draws one.
/// <see cref="ToString"/> is the released meta data's JSON object on one line, <see cref="Parse"/> reads it.
/// Defaults are those of the released network class. Source: DeepNets-1M, Knyazev et al., NeurIPS 2021.
/// </remarks>
/// <param name="Normal">The cell that keeps the image's size.</param>
/// <param name="Reduce">The cell at one third and two thirds of the depth, which halves it.</param>
public sealed record DeepNetsGenotype(DeepNetsCell Normal, DeepNetsCell Reduce)
{
    /// <summary>0: one convolution; 1: three convolutions of which the last gives the second input. A network
    /// with attention has a stem of patches whatever stands here. JSON: stem_type.</summary>
    public int StemType { get; init; }

    /// <summary>Whether stem type 0 ends with max pooling. JSON: stem_pool.</summary>
    public bool StemPool { get; init; }

    /// <summary>Whether batch normalisation follows the convolutions. JSON: norm, "bnorm" or null.</summary>
    public bool BatchNorm { get; init; } = true;

    /// <summary>Whether 1x1 convolutions bring a cell's two inputs to one width. JSON: preproc.</summary>
    public bool Preprocess { get; init; } = true;

    /// <summary>Linear layers at the end: 1 or 2; 0 is read as 1. JSON: fc_layers.</summary>
    public int LinearLayers { get; init; } = 1;

    /// <summary>Whether global average pooling stands before them, else flattening. JSON: glob_avg.</summary>
    public bool GlobalAverage { get; init; } = true;

    /// <summary>The number of cells. JSON: n_cells.</summary>
    public int Cells { get; init; } = 20;

    /// <summary>The side of the stem's first kernel, odd. JSON: ks.</summary>
    public int StemKernel { get; init; } = 3;

    /// <summary>By what each reduction multiplies the width. JSON: C_mult.</summary>
    public int ChannelMultiplier { get; init; } = 2;

    /// <summary>The width between two linear layers. JSON: fc_dim.</summary>
    public int LinearWidth { get; init; } = 256;

    /// <summary>Channels of the first cell: a multiple of 2, of 8 with attention. JSON: C.</summary>
    public int Channels { get; init; } = 32;

    /// <summary>Whether one of the cells has attention: then nothing halves the image after the
    /// stem.</summary>
    public bool HasAttention => CountOf(DeepNetsOperation.Attention) > 0;

    /// <summary>How many edges of both cells have an operation.</summary>
    public int CountOf(DeepNetsOperation operation) => Normal.CountOf(operation) + Reduce.CountOf(operation);

    /// <summary>Whether cell <paramref name="index"/> is a reduction.</summary>
    public bool IsReduction(int index) => index > 0 && (index == Cells / 3 || index == 2 * Cells / 3);

    /// <summary>Reads one JSON object, see <see cref="ToString"/>; keys that are not a genotype's are passed
    /// over, missing ones have the defaults.</summary>
    /// <exception cref="GraphException">Not a genotype; one line says where and why.</exception>
    public static DeepNetsGenotype Parse(string json) => DeepNetsJson.Read(json);

    /// <summary>Writes the keys of <see cref="ToString"/> into a JSON object that is open.</summary>
    public void WriteKeys(Utf8JsonWriter json) => DeepNetsJson.WriteKeys(json, this);

    /// <summary>The JSON object on one line, with the keys of the released meta data.</summary>
    public override string ToString() => DeepNetsJson.Write(this);
}
