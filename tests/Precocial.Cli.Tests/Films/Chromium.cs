using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Precocial.Cli.Tests;

/// <summary>A web browser without a window: somebody else's reading of our pictures. It loads a page from
/// this process and posts its answer back, so that nothing depends on how long decoding takes.</summary>
internal static class Chromium
{
    private const string Program = "chromium";

    // Much longer than any page needs: a hang is an error, not a slow machine.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Skips the test where there is none.</summary>
    public static void SkipIfAbsent() => Skip.IfNot(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, Program))), "Chromium is not on the path");

    /// <summary>What a script answers.</summary>
    /// <param name="body">Markup that stands before the script.</param>
    /// <param name="script">The body of an asynchronous function without parameters; it returns a value that
    /// is JSON.</param>
    public static async Task<JsonElement> Run(string body, string script)
    {
        DirectoryInfo profile = Directory.CreateTempSubdirectory("precocial-");
        using HttpListener server = Listen(out string address);
        using Process browser = Start(profile, address);
        try
        {
            return await Serve(server, $$"""
                <!doctype html><meta charset="utf-8"><body>{{body}}<script>
                (async () => { {{script}} })().catch(error => String(error))
                    .then(answer => fetch("answer", { method: "POST", body: JSON.stringify(answer) }));
                </script></body>
                """).WaitAsync(Patience);
        }
        finally
        {
            browser.Kill(entireProcessTree: true);
            await browser.WaitForExitAsync();
            Discard(profile);
        }
    }

    private static void Discard(DirectoryInfo profile)
    {
        try
        {
            profile.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A child of the browser still wrote into it; the system clears its temporary folder.
        }
    }

    private static async Task<JsonElement> Serve(HttpListener server, string page)
    {
        while (true)
        {
            HttpListenerContext request = await server.GetContextAsync();
            if (request.Request.HttpMethod == "POST")
                return (await JsonDocument.ParseAsync(request.Request.InputStream)).RootElement;
            request.Response.ContentType = "text/html";
            request.Response.StatusCode = request.Request.RawUrl == "/" ? 200 : 404;
            request.Response.Close(Encoding.UTF8.GetBytes(page), willBlock: true);
        }
    }

    private static HttpListener Listen(out string address)
    {
        // HttpListener cannot choose a free port itself.
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            address = $"http://localhost:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        }
        var server = new HttpListener();
        server.Prefixes.Add(address);
        server.Start();
        return server;
    }

    private static Process Start(DirectoryInfo profile, string address)
    {
        var start = new ProcessStartInfo(Program,
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-port=0",
            $"--user-data-dir={profile.FullName}", address,
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process browser = Process.Start(start)!;
        // What nobody reads would stop it in the end.
        browser.BeginOutputReadLine();
        browser.BeginErrorReadLine();
        return browser;
    }
}
