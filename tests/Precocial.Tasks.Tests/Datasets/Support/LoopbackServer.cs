using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Precocial.Tasks.Tests;

/// <summary>A web server on this machine with one answer for each path; it can lie, break off and
/// hang.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, Answer> _answers = [];

    public LoopbackServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>How a path is answered.</summary>
    /// <param name="Content">The file.</param>
    /// <param name="Status">The status line's number; 206 is sent by itself where a range is asked
    /// for.</param>
    /// <param name="BreakAfter">Close the connection after so many bytes.</param>
    /// <param name="Hang">Send what <see cref="BreakAfter"/> says, then nothing, and keep the
    /// connection.</param>
    /// <param name="Ranges">Whether ranges are honoured.</param>
    public sealed record Answer(
        byte[] Content, int Status = 200, int? BreakAfter = null, bool Hang = false, bool Ranges = true);

    /// <summary>The requests so far: path and range.</summary>
    public List<string> Requests { get; } = [];

    public Uri Serve(string path, Answer answer)
    {
        _answers[path] = answer;
        return new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}{path}");
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = HandleAsync(await _listener.AcceptTcpClientAsync(_stop.Token), _stop.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException
            or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task HandleAsync(TcpClient client, CancellationToken stop)
    {
        try
        {
            using var _ = client;
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            string path = (await reader.ReadLineAsync(stop))!.Split(' ')[1], range = "";
            while (await reader.ReadLineAsync(stop) is { Length: > 0 } header)
                range = header.StartsWith("Range: ", StringComparison.OrdinalIgnoreCase) ? header[7..]
                    : range;
            lock (Requests)
                Requests.Add($"{path} {range}".Trim());
            await ReplyAsync(stream, _answers[path], range, stop);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client went away, or the test is over.
        }
    }

    private static async Task ReplyAsync(NetworkStream stream, Answer answer, string range,
        CancellationToken stop)
    {
        int from = answer.Ranges && range.Length > 0 ? int.Parse(range["bytes=".Length..].TrimEnd('-')) : 0;
        int status = from > 0 ? 206 : answer.Status, length = answer.Content.Length;
        string head = $"HTTP/1.1 {status} Status\r\nConnection: close\r\nContent-Length: {length - from}\r\n"
            + (from > 0 ? $"Content-Range: bytes {from}-{length - 1}/{length}\r\n" : "") + "\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), stop);
        await stream.WriteAsync(answer.Content.AsMemory(from..(answer.BreakAfter ?? length)), stop);
        if (answer.Hang)
            await Task.Delay(Timeout.Infinite, stop);
    }
}
