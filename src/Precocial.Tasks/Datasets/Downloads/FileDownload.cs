using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Precocial.Tasks;

/// <summary>Gets one file: tries its addresses in order, goes on where an earlier attempt stopped, checks
/// size and hash, and only then gives the file its name.</summary>
/// <param name="client">What fetches. Its own timeout must not cut long downloads off.</param>
/// <param name="time">Measures <paramref name="stall"/>.</param>
/// <param name="stall">How long an address may send nothing before the next one is tried.</param>
internal sealed class FileDownload(HttpClient client, TimeProvider time, TimeSpan stall)
{
    private const int ChunkBytes = 1 << 16;

    public async Task GetAsync(
        DownloadFile file, string folder, IProgress<DownloadProgress>? progress, CancellationToken ct)
    {
        string path = Path.Combine(folder, file.Name), partial = path + ".partial";
        if (File.Exists(path) && await IsRightAsync(file, path, ct))
            return;
        var failures = new List<string>();
        foreach (var address in file.Addresses)
        {
            // A resumed file that turns out wrong was begun from other bytes: once more from the start.
            bool resumed = File.Exists(partial);
            string? failure = await TryAsync(file, address, partial, progress, ct);
            if (failure is not null && resumed && !File.Exists(partial))
                failure = await TryAsync(file, address, partial, progress, ct);
            if (failure is null)
            {
                File.Move(partial, path, overwrite: true);
                return;
            }
            failures.Add($"{address}: {failure}");
        }
        throw new DataException($"{file.Name}: no address gave it ({string.Join("; ", failures)}). Check the "
            + "connection and run the same command again, which goes on where it stopped, or put the file "
            + $"in {folder}.");
    }

    /// <summary>One attempt at one address; null if the whole right file is there.</summary>
    private async Task<string?> TryAsync(DownloadFile file, Uri address, string partial,
        IProgress<DownloadProgress>? progress, CancellationToken ct)
    {
        using var stalled = new CancellationTokenSource(stall, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, stalled.Token);
        try
        {
            await ReceiveAsync(file, address, partial, progress, stalled, either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return $"nothing came for {stall.TotalSeconds:0} s";
        }
        catch (Exception e) when (e is HttpRequestException or HttpIOException)
        {
            return e.Message.ReplaceLineEndings(" ").TrimEnd('.');
        }
        long length = new FileInfo(partial).Length;
        if (length < file.Bytes)
            return $"it ended after {length} of {file.Bytes} bytes";
        if (await IsRightAsync(file, partial, ct))
            return null;
        File.Delete(partial);
        return length > file.Bytes
            ? $"it sent more than {file.Bytes} bytes"
            : "its content is not the published one";
    }

    private async Task ReceiveAsync(DownloadFile file, Uri address, string partial,
        IProgress<DownloadProgress>? progress, CancellationTokenSource stalled, CancellationToken ct)
    {
        long have = File.Exists(partial) ? new FileInfo(partial).Length : 0;
        if (have == file.Bytes)
            return;
        have = have > file.Bytes ? 0 : have;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (have > 0)
            request.Headers.Range = new RangeHeaderValue(have, null);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"{(int)response.StatusCode} {response.ReasonPhrase}");
        // A server that does not know ranges sends everything, with 200.
        bool goesOn = response.StatusCode == HttpStatusCode.PartialContent
            && response.Content.Headers.ContentRange?.From == have;
        if (response.StatusCode == HttpStatusCode.PartialContent && !goesOn)
            throw new HttpRequestException("it sent another part than was asked for");
        await using var target =
            new FileStream(partial, goesOn ? FileMode.Append : FileMode.Create, FileAccess.Write);
        await using var source = await response.Content.ReadAsStreamAsync(ct);
        var chunk = new byte[ChunkBytes];
        for (int read; (read = await source.ReadAsync(chunk, ct)) > 0 && target.Length <= file.Bytes;)
        {
            await target.WriteAsync(chunk.AsMemory(0, read), ct);
            stalled.CancelAfter(stall);
            progress?.Report(new DownloadProgress(file.Name, target.Length, file.Bytes));
        }
    }

    private static async Task<bool> IsRightAsync(DownloadFile file, string path, CancellationToken ct)
    {
        await using var stream = File.OpenRead(path);
        if (stream.Length != file.Bytes)
            return false;
        try
        {
            await using Stream content =
                file.HashesContent ? new GZipStream(stream, CompressionMode.Decompress) : stream;
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct)) == file.Sha256;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
