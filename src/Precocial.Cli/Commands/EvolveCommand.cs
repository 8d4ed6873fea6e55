using System.CommandLine;
using Precocial.Experiments;
using Precocial.Tensors;

namespace Precocial.Cli;

/// <summary><c>precocial evolve TASK</c>: a task in, a network out that can do it without being
/// trained.</summary>
internal static class EvolveCommand
{
    private const string StateFile = "search.state";

    public static Command Create()
    {
        var options = new EvolveOptions();
        Command command = options.Command();
        command.SetAction((parsed, cancellation) => RunAsync(options.Read(parsed), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(EvolveRequest request, CancellationToken cancellation)
    {
        string state = Path.Combine(request.Folder, StateFile);
        using RunLock running = RunLock.Take(state); // makes the folder
        var method = new Wann(request.Task, request.Settings);
        var store = new FileSearchStore(state);
        method.Check(store);
        using var workers = new WorkerPool(request.Threads);
        WannResult result = await WatchAsync(method, store, workers, cancellation);
        WannFiles files = WannFiles.Write(result, request.Folder, Product.Version, request.CommandText);
        if (request.Json)
            JsonOutput.Write(EvolveDocument.Of(result, files));
        else
            EvolveTable.Write(result, files);
        return ExitCode.Done;
    }

    private static async Task<WannResult> WatchAsync(
        Wann method, ISearchStore store, WorkerPool workers, CancellationToken cancellation)
    {
        await using var view = EvolveView.Open(method);
        return await Task.Run(() => method.Run(store, workers, view, cancellation), CancellationToken.None);
    }
}
