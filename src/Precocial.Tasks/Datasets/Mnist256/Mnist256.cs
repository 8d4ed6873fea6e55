using Precocial.Tensors;

namespace Precocial.Tasks;

/// <summary>MNIST as the weight agnostic networks saw it: 16×16, deskewed, 256 inputs of 0..1.</summary>
/// <remarks>Each pixel over 255, then <see cref="Resize"/>, then <see cref="Deskew"/>: the arithmetic of the
/// authors' code, bit for bit in float64, then rounded to float32. Unlike other data sets its inputs are
/// scaled already: a network takes them as they are. Source: Gaier and Ha, NeurIPS 2019, supplement; their
/// released code, function <c>mnist_256</c>.</remarks>
public static class Mnist256
{
    /// <summary>Pixels along one side.</summary>
    public const int Side = 16;

    private const int From = 28;

    /// <summary>The same samples, prepared: inputs [samples, 256].</summary>
    /// <param name="mnist">Images [1, 28, 28] of 0..255.</param>
    /// <exception cref="DataException">The images have another shape.</exception>
    public static Dataset Prepare(Dataset mnist)
    {
        if (mnist.SampleShape.Count != From * From)
            throw new DataException($"{mnist.Name}: 28×28 images were expected, but samples are "
                + $"{mnist.SampleShape}.");
        var inputs = Tensor.Zeros([mnist.Count, Side * Side]);
        var pixels = new double[From * From];
        for (int i = 0; i < mnist.Count; i++)
        {
            ReadOnlySpan<float> image = mnist.Sample(i);
            for (int k = 0; k < pixels.Length; k++)
                pixels[k] = image[k] / 255.0;
            double[] small = Deskew.Apply(Resize.Bilinear(pixels, From, Side), Side);
            Span<float> row = inputs.Span.Slice(i * small.Length, small.Length);
            for (int k = 0; k < small.Length; k++)
                row[k] = (float)small[k];
        }
        return new Dataset("mnist256", inputs, mnist.Labels, mnist.ClassNames, mnist.OfficialTest);
    }
}
