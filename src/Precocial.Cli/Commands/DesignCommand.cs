using System.CommandLine;
using Precocial.Experiments;
using Precocial.Search;
using Precocial.Tasks;

namespace Precocial.Cli;

/// <summary><c>precocial design DATA</c>: a data set in, a network out.</summary>
internal static class DesignCommand
{
    public static Command Create()
    {
        DesignOptions options = DesignOptions.ForDesign();
        Command command = options.Command("Design a network for a data set.");
        command.SetAction((parsed, cancellation) => RunAsync(options.Read(parsed), cancellation));
        return command;
    }

    public static async Task<int> RunAsync(DesignRequest request, CancellationToken cancellation)
    {
        Dataset data = DataArgument.Load(request.Data, request.Label, request.Locations);
        string file = Path.Combine(request.Folder, StudyPath.FileName);
        // The ledger first: it explains a folder that cannot be written.
        using Ledger ledger = Ledger.OpenOrCreate(file, StudyPath.Worker);
        using RunLock running = RunLock.Take(file);
        var design = new Design(data, request.Settings);
        StudyRows rows = ledger.Begin(new StudySpec("design", design.Plan.Identity, Product.Version));
        rows.Note("command", request.CommandJson);
        var storage = new DesignStorage(
            name => new SqliteStudyLog(ledger, name, Product.Version), new LedgerWorkLog(ledger, rows));
        DesignResult result = await WatchAsync(design, storage, cancellation);
        DesignFiles files = DesignFiles.Write(result, request.Folder, Product.Version, request.CommandText);
        rows.Conclude();
        if (request.Json)
            JsonOutput.Write(DesignDocument.Of(result, files, file));
        else
            DesignTable.Write(result, files);
        return ExitCode.Done;
    }

    private static async Task<DesignResult> WatchAsync(
        Design design, DesignStorage storage, CancellationToken cancellation)
    {
        await using var view = DesignView.Open(design.Plan);
        return await Task.Run(() => design.RunAsync(storage, view, cancellation), CancellationToken.None);
    }
}
