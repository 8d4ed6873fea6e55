namespace Precocial.Tasks.Tests;

public sealed class PngTests
{
    private static readonly byte[] OnePixel = Bytes.Zlib([0, 9]);

    public static TheoryData<string> Goldens() =>
        [.. File.ReadLines("Goldens/png.txt").Where(line => line[0] != '#')
            .Select(line => line.Split(' ')[0])];

    private static string Error(params (string, byte[])[] chunks) => Error(Bytes.Png(chunks));

    private static string Error(byte[] file) =>
        Should.Throw<DataException>(() => PngReader.Parse(file, "f")).Message;

    [Theory]
    [MemberData(nameof(Goldens))]
    public void Parse_WrittenByOthers_GivesTheirPixels(string name)
    {
        string[] golden = File.ReadLines("Goldens/png.txt").Single(line => line.StartsWith(name + " "))
            .Split(' ');
        var image = PngReader.Parse(Convert.FromBase64String(golden[4]), name);
        $"{image.Width} {image.Height} {image.Channels}".ShouldBe($"{golden[1]} {golden[2]} {golden[3]}");
        Convert.ToHexStringLower(image.Pixels).ShouldBe(golden[5]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Write_ThenParse_GivesTheSame(int channels)
    {
        var pixels = Enumerable.Range(0, 5 * 7 * channels).Select(i => (byte)(i * 37)).ToArray();
        var read = PngReader.Parse(Bytes.Png(new PixelImage(5, 7, channels, pixels)), "f");
        read.Pixels.ShouldBe(pixels);
        (read.Width, read.Height, read.Channels).ShouldBe((5, 7, channels));
    }

    [Fact]
    public void Parse_HugeSides_AreRefusedBeforeAllocation() =>
        Error(("IHDR", Bytes.Ihdr(0xFFFFFFFF, 2)), ("IDAT", OnePixel), ("IEND", []))
            .ShouldBe("f, offset 16: the image is 4294967295 x 2, but sides of 1 to 16384 pixels are read. "
                + "Scale it down.");

    [Fact]
    public void Parse_ManyPixelsFromFewBytes_AreRefusedBeforeAllocation()
    {
        byte[] file = Bytes.Png(("IHDR", Bytes.Ihdr(16000, 16000)), ("IDAT", OnePixel), ("IEND", []));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Error(file).ShouldContain("16000 x 16000 pixels from");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000_000);
    }

    [Fact]
    public void Parse_EveryTruncation_IsRefused()
    {
        byte[] file = Bytes.Png(new PixelImage(3, 3, 1, new byte[9]));
        for (int length = 0; length < file.Length; length++)
            Error(file[..length]).ShouldStartWith("f");
    }

    [Fact]
    public void Parse_ChangedByte_FailsTheCheckSum()
    {
        byte[] file = Bytes.Png(new PixelImage(3, 3, 1, new byte[9]));
        file[18] ^= 1;
        Error(file)
            .ShouldBe("f, offset 8: the check sum of chunk IHDR is wrong. Copy or download the file again.");
    }

    [Fact]
    public void Parse_BadStructure_SaysWhatWasExpected()
    {
        (string, byte[]) end = ("IEND", []), data = ("IDAT", OnePixel), header = ("IHDR", Bytes.Ihdr(1, 1));
        Error(data, end).ShouldContain("chunk IDAT, where IHDR was expected");
        Error(("IHDR", Bytes.Ihdr(1, 1, depth: 3)), data, end).ShouldContain("colour type 0 with 3 bits");
        Error(("IHDR", Bytes.Ihdr(1, 1, color: 5)), data, end).ShouldContain("colour type 5 with 8 bits");
        Error(("IHDR", Bytes.Ihdr(1, 1, interlace: 2)), data, end).ShouldContain("interlacing 2");
        Error(("IHDR", Bytes.Ihdr(1, 1, color: 3)), data, end)
            .ShouldContain("a palette image without a palette");
        Error(("IHDR", Bytes.Ihdr(1, 1, color: 3)), ("PLTE", new byte[3]), data, end)
            .ShouldContain("has colour 9");
        Error(header, ("PLTE", new byte[4]), data, end).ShouldContain("a palette of 4 bytes");
        Error(header, ("ABCD", []), data, end).ShouldContain("unknown critical chunk ABCD");
        Error(header, end).ShouldContain("the image data end after 0 of 2 bytes");
        Error(header, ("IDAT", [1, 2, 3]), end).ShouldContain("the image data are damaged");
        Error(header, ("IDAT", Bytes.Zlib([7, 9])), end).ShouldContain("row 0 has filter 7");
        Error([1, 2, 3]).ShouldContain("not a PNG file");
    }
}
