using System.CommandLine;
using System.Globalization;
using Precocial.Search;
using Precocial.Tasks;

namespace Precocial.Cli;

/// <summary><c>precocial play FILE --task T -o film.svg</c>: draws an episode.</summary>
internal static class PlayCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("network")
        {
            Description = "An .out, .json, .safetensors or .onnx file.",
        };
        var network = new WeightlessOptions();
        var start = new Option<string?>("--start")
        {
            Description = "Begin in this state instead of a seed's: numbers separated by commas, as x,x_dot,theta,"
                + "theta_dot of swingup.",
            HelpName = "numbers",
        };
        var steps = new Option<int>("--steps")
        {
            Description = "Stop after so many steps. [default: the task's limit]",
            HelpName = "number",
        };
        var output = new Option<string>("--output", "-o")
        {
            Description = "Where the film goes: .svg and .gif move, .png is a strip.",
            Required = true,
            HelpName = "file",
        };
        var common = new CommonOptions();
        var command = new Command("play", "Draw an episode of a weight agnostic network.")
        {
            file, start, steps, output,
        };
        network.AddTo(command);
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            string target = Target(parsed.GetValue(output)!);
            ulong seed = parsed.GetValue(common.Seed);
            EnvironmentTask task = TaskOf(parsed.GetValue(network.Task), common.LocationsOf(parsed), seed);
            WeightlessNetwork loaded = WeightlessNetwork.Load(parsed.GetValue(file)!, task);
            (double[] weights, string name) = network.Choose(parsed, loaded, task);
            EpisodeStarts starts = parsed.GetValue(start) is { } text
                ? StartsFile.Typed(start.Name, text, task.Environment)
                : EpisodeStarts.FromSeeds(checked((int)Math.Min(seed, int.MaxValue)), 1);
            var recording = EpisodeRecording.Of(
                task, loaded.Wiring, weights, starts, StepsOf(parsed, steps, task.Environment));
            recording.Film.Save(target);
            Write(parsed.GetValue(common.Json), task, name, recording, target);
            return ExitCode.Done;
        });
        return command;
    }

    private static EnvironmentTask TaskOf(string? name, DataLocations locations, ulong seed) =>
        name is null ? throw new UsageException("What is to be played? Give --task.")
        : TaskArgument.Find(name, null, locations, seed, Protocol.Published) as EnvironmentTask
            ?? throw new UsageException($"There is nothing to watch in {name}: it is a data set.");

    private static int StepsOf(ParseResult parsed, Option<int> option, IEnvironment environment)
    {
        if (parsed.GetResult(option) is null or { Implicit: true })
            return environment.Spec.StepLimit;
        int steps = parsed.GetValue(option);
        return steps >= 1
            ? Math.Min(steps, environment.Spec.StepLimit)
            : throw new UsageException($"{option.Name} must be above 0, but is {steps}.");
    }

    private static string Target(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".svg" or ".gif" or ".png"
            ? path
            : throw new UsageException($"--output must end in .svg, .gif or .png, but is {path}.");

    private static void Write(
        bool json, EnvironmentTask task, string weights, EpisodeRecording recording, string file)
    {
        if (json)
        {
            JsonOutput.Write(new
            {
                Task = task.Name,
                Weights = weights,
                recording.Return,
                recording.Steps,
                recording.Diverged,
                recording.Film.Seconds,
                File = file,
            });
            return;
        }
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{task.Name}, weights {weights}: return {recording.Return:0.0} in {recording.Steps} steps"
                + $"{(recording.Diverged ? ", then it diverged" : "")}: {file}"));
    }
}
