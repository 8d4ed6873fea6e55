using System.Buffers.Binary;
using System.Text;
using Precocial.Tensors;

namespace Precocial.Formats.Tests;

public sealed class SafeTensorsTests
{
    [Fact]
    public void Load_OfSave_IsTheSameTensorsAndMetadata()
    {
        using var folder = new TemporaryFolder();
        var tensors = new Dictionary<string, Tensor>
        {
            ["a.weight"] = Tensor.From([1.5f, -0f, float.NaN, float.MinValue, 1e-45f, 3], [2, 3]),
            ["scalar"] = Tensor.From([7], []),
            ["empty \"é\""] = Tensor.From([], [0, 4]),
        };

        var metadata = new Dictionary<string, string> { ["key"] = "välue\n" };
        SafeTensors.Save(folder.File("t.safetensors"), tensors, metadata);
        SafeTensorsFile file = SafeTensors.Load(folder.File("t.safetensors"));

        file.Metadata.ShouldBe(new Dictionary<string, string> { ["key"] = "välue\n" });
        file.Tensors.Keys.ShouldBe(tensors.Keys, ignoreOrder: true);
        foreach ((string name, Tensor tensor) in tensors)
        {
            file.Tensors[name].Shape.ShouldBe(tensor.Shape);
            file.Tensors[name].ToArray().ShouldBe(tensor.ToArray());
        }
    }

    [Fact]
    public void Load_ConvertsTheOtherElementTypes()
    {
        byte[] data =
        [
            .. BitConverter.GetBytes(0.1), .. BitConverter.GetBytes(-3L),
            .. BitConverter.GetBytes((Half)1.5f),
            0xC0, 0x3F, // the upper half of 1.5f
        ];
        SafeTensorsFile file = Load("""
            {"d": {"dtype": "F64", "shape": [1], "data_offsets": [0, 8]},
             "b": {"dtype": "BF16", "shape": [1], "data_offsets": [18, 20]},
             "i": {"dtype": "I64", "shape": [1], "data_offsets": [8, 16]},
             "h": {"dtype": "F16", "shape": [1], "data_offsets": [16, 18]}}
            """, data);

        file.Tensors.Keys.ShouldBe(["d", "i", "h", "b"]);
        file.Tensors.Values.Select(tensor => tensor.Span[0]).ShouldBe([0.1f, -3, 1.5f, 1.5f]);
    }

    [Theory]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 8]}}",
        "expected 8 bytes of data after")]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [8], \"data_offsets\": [0, 32]}}", "within 0 to 16")]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [4], \"data_offsets\": [16, 0]}}", "within 0 to 16")]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [4], \"data_offsets\": [-1, 15]}}",
        "not negative, but found -1")]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [3], \"data_offsets\": [0, 16]}}",
        "expected 12 bytes for F32 [3]")]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [65536, 65536], \"data_offsets\": [0, 16]}}",
        "at most 2147483647")]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [99999999999], \"data_offsets\": [0, 16]}}",
        "at most 6 axes")]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [1,1,1,1,1,1,4], \"data_offsets\": [0, 16]}}",
        "at most 6 axes")]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [1e400], \"data_offsets\": [0, 16]}}",
        "whole numbers")]
    [InlineData("{\"a\": {\"dtype\": \"F31\", \"shape\": [4], \"data_offsets\": [0, 16]}}",
        "dtype one of F32, F16")]
    [InlineData("{\"a\": {\"dtype\": \"F32\", \"shape\": [4]}}", "an object with dtype, shape and "
        + "data_offsets")]
    [InlineData("{\"a\": 3}", "an object with dtype, shape and data_offsets")]
    [InlineData("[]", "expected the header to be a JSON object")]
    [InlineData("{\"a\": [[[[[]]]]]}", "at most 4 levels")]
    [InlineData("{\"__metadata__\": {\"k\": 3}}", "text for each key")]
    [InlineData("{\"\\ud800\": 3}", "not valid Unicode")]
    public void Load_OfALyingHeader_SaysWhatWasExpected(string header, string message)
    {
        Should.Throw<FileFormatException>(() => Load(header, new byte[16])).Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("0, 8", "4, 12", "its data at offset 8")] // overlap
    [InlineData("0, 8", "12, 20", "its data at offset 8")] // gap
    [InlineData("4, 12", "12, 20", "its data at offset 0")]
    public void Load_OfPartsThatDoNotFollowOneAnother_IsRefused(string first, string second, string message)
    {
        string header = $"{{\"a\": {{\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [{first}]}}, "
            + $"\"b\": {{\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [{second}]}}}}";

        Should.Throw<FileFormatException>(() => Load(header, new byte[20])).Message.ShouldContain(message);
    }

    [Fact]
    public void Load_OfANameThatStandsTwice_IsRefused()
    {
        const string Entry = "\"a\": {\"dtype\": \"F32\", \"shape\": [0], \"data_offsets\": [0, 0]}";

        Should.Throw<FileFormatException>(() => Load($"{{{Entry}, {Entry}}}", []))
            .Message.ShouldContain("stands once");
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3 }, "at least 8 bytes")]
    [InlineData(new byte[] { 2, 0, 0, 0, 0, 0, 0, 0 }, "expected the length of the header")]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255, 123, 125 }, "but found -1")]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 127, 123, 125 },
        "but found 9223372036854775807")]
    public void Load_OfALyingLength_SaysWhatWasExpected(byte[] file, string message)
    {
        Should.Throw<FileFormatException>(() => SafeTensors.Load(new MemoryStream(file), "t"))
            .Message.ShouldContain(message);
    }

    [Fact]
    public void Load_OfMutatedFiles_ThrowsFileFormatExceptionsAlone()
    {
        var stream = new MemoryStream();
        var metadata = new Dictionary<string, string> { ["k"] = "v" };
        SafeTensorsWriter.Write(stream, SampleNetworks.Residual().Weights, metadata);
        byte[] sound = stream.ToArray();
        var rng = new Rng(23);
        int refused = 0;
        for (int i = 0; i < 10_000; i++)
        {
            byte[] file = MutateBytes(sound, rng);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                SafeTensors.Load(new MemoryStream(file), "mutated");
            }
            catch (FileFormatException e)
            {
                e.Message.ShouldNotContain('\n');
                refused++;
            }
            // A buffer of 64 KiB, the header's JSON, and the elements, which are native memory and no larger
            // than the file.
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(200_000 + 20 * file.Length);
        }
        refused.ShouldBeInRange(3_000, 9_999);
    }

    // Half of the damage is in the header, where the numbers are.
    private static byte[] MutateBytes(byte[] sound, Rng rng)
    {
        byte[] file = [.. sound];
        int header = 8 + (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        for (int edits = 1 + rng.Next(3); edits > 0; edits--)
        {
            int at = rng.Next(rng.NextBool() ? header : file.Length);
            file[at] = (byte)(rng.NextBool() ? rng.Next(256) : '0' + rng.Next(10));
        }
        return rng.Next(8) switch
        {
            0 => file[..rng.Next(file.Length)],
            1 => [.. file, .. new byte[rng.Next(100)]],
            _ => file,
        };
    }

    private static SafeTensorsFile Load(string header, byte[] data)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        byte[] file = [.. BitConverter.GetBytes((long)json.Length), .. json, .. data];
        return SafeTensors.Load(new MemoryStream(file), "t");
    }
}
