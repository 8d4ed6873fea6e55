using System.Formats.Tar;
using System.Security.Cryptography;

namespace Precocial.Tasks.Tests;

public sealed class DatasetDownloadsTests : IDisposable
{
    private static readonly byte[] Content =
        [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31 >> 3))];

    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackServer _server = new();
    private readonly ManualTime _time = new();
    private readonly HttpClient _client = new() { Timeout = Timeout.InfiniteTimeSpan };

    private string Partial => Path.Combine(_folder.Path, "set", "f.bin.partial");

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    private static DownloadFile Described(params Uri[] addresses) =>
        new("f.bin", addresses, Content.Length, Convert.ToHexStringLower(SHA256.HashData(Content)));

    private Task<string> Get(DownloadFile file, IProgress<DownloadProgress>? progress = null) =>
        new DatasetDownloads(_client, _time) { Files = _ => [file] }.GetAsync("set", _folder.Path, progress);

    private async Task<string> Error(DownloadFile file) =>
        (await Should.ThrowAsync<DataException>(() => Get(file))).Message;

    private void ShouldBeWhole()
    {
        File.ReadAllBytes(Path.Combine(_folder.Path, "set", "f.bin")).ShouldBe(Content);
        File.Exists(Partial).ShouldBeFalse();
    }

    [Fact]
    public async Task Get_WholeFile_IsThereAndNotFetchedTwice()
    {
        var file = Described(_server.Serve("/f", new(Content)));
        (await Get(file)).ShouldBe(Path.Combine(_folder.Path, "set"));
        await Get(file);
        ShouldBeWhole();
        _server.Requests.ShouldBe(["/f"]);
    }

    [Fact]
    public async Task Get_BrokenOff_SaysHowToGoOnAndThenDoes()
    {
        string message = await Error(Described(_server.Serve("/f", new(Content, BreakAfter: 100_000))));
        message.ShouldContain("run the same command again");
        long kept = new FileInfo(Partial).Length;
        kept.ShouldBeInRange(1, 100_000);
        await Get(Described(_server.Serve("/f", new(Content))));
        ShouldBeWhole();
        _server.Requests[1].ShouldBe($"/f bytes={kept}-");
    }

    [Fact]
    public async Task Get_ServerWithoutRanges_StartsAgain()
    {
        _folder.File("set/f.bin.partial", new byte[1000]);
        await Get(Described(_server.Serve("/f", new(Content, Ranges: false))));
        ShouldBeWhole();
    }

    [Fact]
    public async Task Get_PartialFileOfOtherContent_IsFetchedAnew()
    {
        _folder.File("set/f.bin.partial", new byte[1000]);
        await Get(Described(_server.Serve("/f", new(Content))));
        ShouldBeWhole();
        _server.Requests.ShouldBe(["/f bytes=1000-", "/f"]);
    }

    [Fact]
    public async Task Get_WholePartialFile_IsCheckedAndTakenWithoutARequest()
    {
        _folder.File("set/f.bin.partial", Content);
        await Get(Described(_server.Serve("/f", new(Content))));
        ShouldBeWhole();
        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Get_FirstAddressFails_TakesTheNext()
    {
        await Get(Described(_server.Serve("/gone", new([], Status: 404)), _server.Serve("/f", new(Content))));
        ShouldBeWhole();
    }

    [Fact]
    public async Task Get_WrongContent_IsNotKept()
    {
        byte[] other = [.. Content];
        other[5]++;
        (await Error(Described(_server.Serve("/f", new(other)))))
            .ShouldContain("its content is not the published one");
        Directory.GetFiles(Path.Combine(_folder.Path, "set")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Get_EndlessAnswer_IsCutOff()
    {
        (await Error(Described(_server.Serve("/f", new(new byte[2_000_000])))))
            .ShouldContain("it sent more than 300000");
        File.Exists(Partial).ShouldBeFalse();
    }

    [Fact]
    public async Task Get_NotFound_SaysTheStatus() =>
        (await Error(Described(_server.Serve("/f", new([], Status: 404))))).ShouldContain("/f: 404 Status");

    [Fact]
    public async Task Get_HungServer_GivesUpAndKeepsWhatCame()
    {
        var seen = new Recorder();
        var get = Get(Described(_server.Serve("/f", new(Content, BreakAfter: 5000, Hang: true))), seen);
        await seen.First;
        _time.Elapse();
        (await Should.ThrowAsync<DataException>(() => get)).Message.ShouldContain("nothing came for 30 s");
        new FileInfo(Partial).Length.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Get_Cancelled_StopsAndKeepsWhatCame()
    {
        using var stop = new CancellationTokenSource();
        var seen = new Recorder();
        var file = Described(_server.Serve("/f", new(Content, BreakAfter: 5000, Hang: true)));
        var get = new DatasetDownloads(_client, _time) { Files = _ => [file] }
            .GetAsync("set", _folder.Path, seen, stop.Token);
        await seen.First;
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => get);
        new FileInfo(Partial).Length.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Get_NobodyListens_SaysSoInOneLine()
    {
        string message = await Error(Described(new Uri("http://127.0.0.1:1/f")));
        message.ShouldStartWith("f.bin: no address gave it (http://127.0.0.1:1/f: ");
        message.ShouldNotContain("\n");
    }

    [Fact]
    public async Task Get_Progress_EndsAtTheTotal()
    {
        var seen = new Recorder();
        await Get(Described(_server.Serve("/f", new(Content))), seen);
        seen.Reports[^1].ShouldBe(new DownloadProgress("f.bin", Content.Length, Content.Length));
        seen.Reports.Select(report => report.Received).ShouldBeInOrder();
    }

    [Fact]
    public async Task Get_Gzip_IsHashedByItsContent()
    {
        byte[] packed = Bytes.Gzip(Content);
        var file = Described(_server.Serve("/f", new(packed))) with { Name = "f.gz", Bytes = packed.Length };
        await Get(file);
        File.ReadAllBytes(Path.Combine(_folder.Path, "set", "f.gz")).ShouldBe(packed);
    }

    [Theory]
    [InlineData("imagenet",
        "imagenet: not a data set that can be got. Choose one of mnist, mnist256, fashion-mnist, cifar10.")]
    [InlineData("digits", "digits: built in; nothing to get.")]
    public async Task Get_UnknownOrBuiltIn_SaysSo(string name, string expected)
    {
        var downloads = new DatasetDownloads(_client, TimeProvider.System);
        (await Should.ThrowAsync<DataException>(() =>
            downloads.GetAsync(name, _folder.Path))).Message.ShouldBe(expected);
    }

    [Fact]
    public async Task Get_FolderThatIsAFile_SaysThatItCannotBeWritten()
    {
        _folder.File("set", "in the way");
        (await Error(Described(_server.Serve("/f", new(Content))))).ShouldContain("cannot be written");
    }

    [Fact]
    public async Task Get_CifarArchive_IsUnpackedToItsSixBatches()
    {
        byte[] packed =
            Bytes.Gzip(Tar([.. CifarReader.FileNames.Select(name => "cifar-10-batches-bin/" + name),
            "../../escaped.txt", "cifar-10-batches-bin/readme.html"]));
        var file = new DownloadFile("c.tar.gz", [_server.Serve("/c", new(packed))], packed.Length,
            Convert.ToHexStringLower(SHA256.HashData(packed)));
        await Get(file);
        string set = Path.Combine(_folder.Path, "set");
        Directory.GetFiles(set).Select(f => Path.GetFileName(f)).Order()
            .ShouldBe(CifarReader.FileNames.Order());
        CifarReader.ReadFolder(set).Count.ShouldBe(6);
        Directory.GetFileSystemEntries(_folder.Path).ShouldBe([set]);
        await Get(file);
        _server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public void Extract_BatchMissingOrDamaged_SaysSo()
    {
        string half = _folder.File("half.tar.gz", Bytes.Gzip(Tar(["data_batch_1.bin"])));
        Should.Throw<DataException>(() => CifarArchive.Extract(half, _folder.Path, default))
            .Message.ShouldContain("has no data_batch_2.bin");
        string bad = _folder.File("bad.tar.gz", Bytes.Gzip([.. Enumerable.Repeat((byte)7, 2000)]));
        Should.Throw<DataException>(() => CifarArchive.Extract(bad, _folder.Path, default))
            .Message.ShouldContain("not a sound tar archive");
    }

    [Fact]
    public void OfficialFiles_OfEveryName_AreHttpsWithSizeAndHash()
    {
        foreach (string name in DatasetCatalog.Names.Skip(1))
        {
            OfficialFiles.Of(name).ShouldNotBeEmpty();
            OfficialFiles.Of(name).ShouldAllBe(file => file.Bytes > 1000 && file.Sha256.Length == 64
                && file.Addresses.All(address => address.Scheme == "https"));
        }
    }

    private static byte[] Tar(string[] names)
    {
        using var packed = new MemoryStream();
        using (var tar = new TarWriter(packed, TarEntryFormat.Ustar))
        {
            foreach (string name in names)
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
                {
                    DataStream = new MemoryStream([4, .. new byte[3072]]),
                });
        }
        return packed.ToArray();
    }

    private sealed class Recorder : IProgress<DownloadProgress>
    {
        private readonly TaskCompletionSource _first =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<DownloadProgress> Reports { get; } = [];

        public Task First => _first.Task;

        public void Report(DownloadProgress value)
        {
            Reports.Add(value);
            _first.TrySetResult();
        }
    }
}
