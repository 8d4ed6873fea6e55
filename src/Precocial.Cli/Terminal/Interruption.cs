using System.Runtime.InteropServices;

namespace Precocial.Cli;

/// <summary>Ctrl-C and termination signals: the first asks politely, the second ends the program at
/// once.</summary>
/// <remarks>Ending at once loses nothing that was recorded: every record is one transaction or one
/// rename.</remarks>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _signals;

    public Interruption() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
    ];

    /// <summary>Cancelled at the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether there was a signal.</summary>
    public bool Requested => _source.IsCancellationRequested;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _signals) > 1)
            Environment.Exit(ExitCode.Interrupted);
        Console.Error.WriteLine("precocial: stopping; what is done is kept. Ctrl-C again stops at once.");
        _source.Cancel();
    }
}
