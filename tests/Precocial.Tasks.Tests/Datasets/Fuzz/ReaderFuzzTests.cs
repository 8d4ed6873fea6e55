using System.Buffers.Binary;
using Precocial.Tensors;

namespace Precocial.Tasks.Tests;

/// <summary>Readers of foreign files against 10,000 damaged files each: only <see cref="DataException"/> with
/// a one-line message may escape, and what is allocated is bounded by the file's size.</summary>
public sealed class ReaderFuzzTests
{
    private const int Cases = 10_000;

    // The costliest honest byte is one of CSV: half a float32 in a list that doubles, and in the tensor.
    // The constant holds the inflater's window and buffers, and the exception with its stack trace.
    private const long Factor = 40, Constant = 400_000;

    private static readonly byte[] NpyFile = Bytes.Npy(
        "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }          \n", new byte[24]);

    [Fact]
    public void Idx_DamagedFiles_FailCleanly()
    {
        byte[][] files =
        [
            Bytes.Idx([3, 2, 2], new byte[12]), Bytes.Idx(0x0E, [3, 2], new byte[48]),
            Bytes.Idx([3, 1], 1, 2, 3),
            Bytes.Idx(0x0B, [3, 1, 1, 1, 1, 2], new byte[12]),
        ];
        var labels = IdxReader.Parse(Bytes.Idx([3], 0, 1, 2), "labels");
        Run(new Mutator(new Rng(1)), files, Same, file =>
            new ArrayParts(IdxReader.Parse(file, "f"), labels).ToDataset("f").Inputs.Count);
    }

    [Fact]
    public void IdxInGzip_DamagedFiles_FailCleanly()
    {
        byte[][] files =
            [Bytes.Gzip(Bytes.Idx([3, 20, 20], [.. Enumerable.Range(0, 1200).Select(i => (byte)(i * i))]))];
        Run(new Mutator(new Rng(2)), files, Same, file => IdxReader.Parse(DataFile.Unpack(file, "f"), "f")
            .ToTensor().Count);
    }

    [Fact]
    public void Csv_DamagedFiles_FailCleanly()
    {
        byte[][] files =
        [
            "a,b,c\n1,2,x\n3,4,y\n5,6,x\n"u8.ToArray(), "\uFEFF1;2;0\r\n3;4;1\r\n"u8.ToArray(),
            "\"a,\"\"b\",c\n\"1\",\"x\ny\"\n2,z\n"u8.ToArray(),
        ];
        string[] tokens = [",", "\"", "\n", "\r\n", "\"\"", "1e999", "nan", "-", ";", "\0", "\uFEFF", "é"];
        Run(new Mutator(new Rng(3), tokens), files, Same, file =>
            CsvReader.Parse(file, "f", new()).ToDataset("f").Inputs.Count);
    }

    [Fact]
    public void Npy_DamagedFiles_FailCleanly()
    {
        byte[][] files =
            [NpyFile, Bytes.Npy("{'descr': '|u1', 'fortran_order': False, 'shape': (5,), }", new byte[5])];
        Run(new Mutator(new Rng(4), "(", ")", ",", "'", "{", "99999999999999999999", "True", "'<f8'", "-1"),
            files, Same,
            file => NpyReader.Parse(file, "f").ToTensor().Count);
    }

    [Fact]
    public void Npz_DamagedArchives_FailCleanly()
    {
        byte[][] files = [Bytes.Zip(("x.npy", NpyFile), ("y.npy", NpyFile), ("z.txt", [1, 2]))];
        Run(new Mutator(new Rng(5)), files, Same, ReadNpz);
    }

    [Fact]
    public void Npz_SoundArchivesOfDamagedArrays_FailCleanly() =>
        Run(new Mutator(new Rng(6)), [NpyFile], file => Bytes.Zip(("x.npy", file)), ReadNpz, Cases / 4);

    [Fact]
    public void Png_DamagedFiles_FailCleanly() =>
        Run(new Mutator(new Rng(7)), Images(), Same, file => PngReader.Parse(file, "f").Pixels.Length);

    [Fact]
    public void Png_DamagedFilesWithRightCheckSums_FailCleanly() =>
        Run(new Mutator(new Rng(8)), Images(), MendCheckSums, file =>
            PngReader.Parse(file, "f").Pixels.Length);

    [Fact]
    public void Cifar_DamagedFiles_FailCleanly() =>
        Run(new Mutator(new Rng(9)), [[1, .. new byte[3072]], [.. new byte[2 * 3073]]], Same,
            file => CifarReader.Parse([file], ["f"], hasTest: false).Inputs.Count);

    private static void Run(Mutator mutator, byte[][] files, Func<byte[], byte[]> finish,
        Func<byte[], int> read, int cases = Cases)
    {
        int refused = 0;
        for (int i = 0; i < cases; i++)
        {
            byte[] file = finish(mutator.Mutate(files[i % files.Length]));
            long before = GC.GetAllocatedBytesForCurrentThread(), floats = 0;
            try
            {
                floats = read(file);
            }
            catch (DataException e)
            {
                refused++;
                e.Message.ShouldNotContain("\n");
                e.Message.Length.ShouldBeLessThan(1000);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"case {i}: {Convert.ToBase64String(file)}", e);
            }
            long used = GC.GetAllocatedBytesForCurrentThread() - before + 4 * floats;
            used.ShouldBeLessThan(Constant + Factor * file.Length,
                $"case {i}: {Convert.ToBase64String(file)}");
        }
        refused.ShouldBeGreaterThan(cases / 4);
        refused.ShouldBeLessThan(cases);
    }

    private static int ReadNpz(byte[] file) =>
        NpzReader.Parse(file, "f").Values.Sum(array => array.ToTensor().Count);

    private static byte[] Same(byte[] file) => file;

    private static byte[][] Images() => [.. File.ReadLines("Goldens/png.txt").Where(line => line[0] != '#')
        .Select(line => Convert.FromBase64String(line.Split(' ')[4]))];

    private static byte[] MendCheckSums(byte[] file)
    {
        for (long at = 8; at + 12 <= file.Length;)
        {
            long length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan((int)at));
            if (at + 12 + length > file.Length)
                break;
            uint sum = Crc32.Of(file.AsSpan((int)at + 4, (int)length + 4));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan((int)(at + 8 + length)), sum);
            at += 12 + length;
        }
        return file;
    }
}
