using System.Diagnostics;
using System.Text.Json;

namespace Precocial.Cli.Tests;

/// <summary>One run of the real program: what a user would see of it.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    // Much longer than any test needs: a hang is an error, not a slow machine.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The JSON document on standard output.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public static string Executable { get; } = Path.Combine(
        AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Precocial.Cli.exe" : "Precocial.Cli");

    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Executable, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("PRECOCIAL_DATA");
        return Process.Start(start)!;
    }

    public static async Task<ProgramRun> Of(params string[] arguments)
    {
        using Process process = Start(arguments);
        return await EndOf(process);
    }

    public static async Task<ProgramRun> EndOf(Process process)
    {
        using var patience = new CancellationTokenSource(Patience);
        Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token);
        Task<string> error = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
        return new ProgramRun(process.ExitCode, await output, await error);
    }

    /// <summary>One line on standard error, nothing on standard output, this exit code.</summary>
    public ProgramRun ShouldRefuse(string expected, int exitCode = 2)
    {
        ExitCode.ShouldBe(exitCode, Error);
        Output.ShouldBeEmpty();
        Error.TrimEnd('\n').ShouldNotContain("\n");
        Error.ShouldStartWith("precocial: ");
        Error.ShouldContain(expected);
        return this;
    }
}
