using System.CommandLine;
using System.Globalization;
using Precocial.Tasks;

namespace Precocial.Cli;

/// <summary><c>precocial data get NAME</c>: fetches a data set from its official address, and checks
/// it.</summary>
internal static class DataGetCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "mnist, mnist256, fashion-mnist or cifar10." };
        var options = new CommonOptions();
        var command =
            new Command("get", "Fetch a data set from its official address; resumes where it stopped.")
        {
            name, options.DataFolder, options.Json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            string folder = await GetAsync(
                parsed.GetValue(name)!, options.LocationsOf(parsed).Folders[0], cancellation);
            if (parsed.GetValue(options.Json))
                JsonOutput.Write(new { Name = parsed.GetValue(name), Folder = folder });
            else
                Console.Out.WriteLine(folder);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<string> GetAsync(string name, string folder, CancellationToken cancellation)
    {
        // No limit on the whole: a slow line takes long, and a stalled one is noticed by the download itself.
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var downloads = new DatasetDownloads(client, TimeProvider.System);
        return await downloads.GetAsync(name, folder, new Percentages(), cancellation);
    }

    private sealed class Percentages : IProgress<DownloadProgress>
    {
        private string _last = "";

        public void Report(DownloadProgress value)
        {
            long tenth = value.Total > 0 ? 10 * value.Received / value.Total : 0;
            string line = string.Create(CultureInfo.InvariantCulture, $"{value.File} {10 * tenth} %");
            if (line == _last)
                return;
            _last = line;
            Console.Error.WriteLine(line);
        }
    }
}
