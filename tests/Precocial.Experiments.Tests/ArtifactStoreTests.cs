namespace Precocial.Experiments.Tests;

public sealed class ArtifactStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Put_Bytes_ComeBackByTheirHash()
    {
        var store = new ArtifactStore(_folder.Path);
        string hash = store.Put("abc"u8);
        hash.ShouldBe(
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); // FIPS 180-4, example "abc"
        store.Find(hash).ShouldBe("abc"u8.ToArray());
    }

    [Fact]
    public void Put_Interrupted_LeavesNoArtifact()
    {
        var store = new ArtifactStore(_folder.Path);
        string hash = store.Put("abc"u8);
        File.Move(store.PathOf(hash), store.PathOf(hash) + ".partial"); // as killed before the rename
        store.Find(hash).ShouldBeNull();
        store.Put("abc"u8);
        store.Find(hash).ShouldNotBeNull();
    }

    // Second looks at networks that score alike end at the same moment with the same bytes.
    [Fact]
    public async Task Put_SameBytesByManyThreadsAtOnce_StoresThemOnce()
    {
        const int Writers = 4;
        var store = new ArtifactStore(_folder.Path);
        for (int round = 0; round < 20; round++)
        {
            byte[] content = new byte[100_000];
            content.AsSpan().Fill((byte)round);
            using var together = new Barrier(Writers);
            string[] hashes = new string[Writers];
            Task[] writers =
            [
                .. Enumerable.Range(0, Writers).Select(i => Task.Factory.StartNew(() =>
                {
                    together.SignalAndWait();
                    hashes[i] = store.Put(content);
                }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)),
            ];
            await Task.WhenAll(writers);
            hashes.ShouldAllBe(hash => store.Find(hash)!.SequenceEqual(content));
        }
        Directory.GetFiles(_folder.Path, "*.partial", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    public void PathOf_NotAHash_IsRefused(string hash) =>
        Should.Throw<StudyException>(() => new ArtifactStore(_folder.Path).PathOf(hash));

    [SkippableFact]
    public void Put_FolderRefusesWrites_IsOneLine()
    {
        Skip.IfNot(Directory.Exists("/proc/self"), "needs a file system that refuses to be written");
        var e = Should.Throw<StudyException>(() => new ArtifactStore("/proc/self/artifacts").Put("abc"u8));
        e.Message.ShouldNotContain("\n");
    }
}
