using System.Text.Json;
using Precocial.Tensors;
using Precocial.Testing;

namespace Precocial.Tasks.Tests;

public sealed class Mnist256Tests
{
    [SkippableFact]
    public void Prepare_GoldenImages_AreThoseOfTheAuthorsCode()
    {
        foreach (string file in Goldens.Files("wann", "mnist256_preprocess*.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            foreach (JsonElement item in document.RootElement.GetProperty("items").EnumerateArray())
            {
                double[] image = [.. Numbers(item, "image28").Select(p => p / 255)];
                double[] small = Resize.Bilinear(image, 28, Mnist256.Side);
                small.ShouldBe(Numbers(item, "resized16"));
                // OpenCV sums moments in another order: of numbers below 1000, the last two bits.
                (double mu11, double mu02) = Deskew.Moments(small, Mnist256.Side);
                mu11.ShouldBe(item.GetProperty("mu11").GetDouble(), 1e-12 * 1000);
                mu02.ShouldBe(item.GetProperty("mu02").GetDouble(), 1e-12 * 1000);
                Deskew.Apply(small, Mnist256.Side).ShouldBe(Numbers(item, "deskewed16"));
            }
        }
    }

    [Fact]
    public void Prepare_BlankImage_StaysBlank() =>
        Mnist256.Prepare(Images(new float[784])).Sample(0).ToArray().ShouldAllBe(p => p == 0);

    [Fact]
    public void Prepare_SeveralImages_KeepsOrderLabelsAndTestPart()
    {
        var white = new float[784];
        Array.Fill(white, 255f);
        Dataset prepared = Mnist256.Prepare(Images(new float[784], white));
        prepared.SampleShape.ShouldBe(Shape.Create([256]));
        prepared.Labels.ShouldBe([0, 1]);
        prepared.OfficialTest.ShouldBe(1);
        // A full square is upright already.
        prepared.Sample(1).ToArray().ShouldAllBe(p => p == 1);
    }

    [Fact]
    public void Prepare_ImagesOfAnotherSize_SaysWhatWasExpected() =>
        Should.Throw<DataException>(() => Mnist256.Prepare(Digits.Load())).Message
            .ShouldBe("digits: 28×28 images were expected, but samples are [1, 8, 8].");

    private static Dataset Images(params float[][] images) => new("images",
        Tensor.From([.. images.SelectMany(i => i)], Shape.Create([images.Length, 1, 28, 28])),
        [.. Enumerable.Range(0, images.Length)], ["0", "1"], officialTest: images.Length - 1);

    private static double[] Numbers(JsonElement item, string name) =>
        [.. item.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];
}
