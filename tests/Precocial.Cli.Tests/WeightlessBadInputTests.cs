namespace Precocial.Cli.Tests;

public sealed class WeightlessBadInputTests : IDisposable
{
    // Three places: the bias, one input, one output.
    private const string Sound = "0,0,1,1\n0,0,1,1\n0,0,0,1\n";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("There is no task 'swingdown'. Tasks: swingup", "evolve", "swingdown")]
    [InlineData("--generations must be", "evolve", "swingup", "--generations", "0")]
    [InlineData("--population must be", "evolve", "swingup", "--population", "1")]
    [InlineData("--budget must be a time", "evolve", "swingup", "--budget", "100-evals")]
    [InlineData("give one of them", "evolve", "swingup", "--budget", "1m", "--generations", "3")]
    [InlineData("give one of them", "evolve", "swingup", "--heats", "2x8", "--founders", "3")]
    [InlineData("--founders must be", "evolve", "biped", "--founders", "0")]
    [InlineData("--steps must be from 1 to 1000", "evolve", "swingup", "--steps", "1001")]
    [InlineData("--steps is for tasks with episodes", "evolve", "digits", "--steps", "10")]
    [InlineData("There is no task", "evaluate", "net.out", "--task", "walker", "--weight", "1")]
    [InlineData("no such file", "evaluate", "nowhere.out", "--task", "swingup", "--weight", "1")]
    [InlineData("give the network first", "evaluate", "a.wann.json", "--task", "swingup")]
    [InlineData("--output must end in .svg, .gif or .png", "play", "n.out", "--task", "swingup", "-o", "film.mp4")]
    [InlineData("nothing to watch", "play", "n.out", "--task", "digits", "-o", "film.svg")]
    [InlineData("--output must end in .wann.json", "finetune", "n.out", "--task", "swingup", "-o", "x.txt")]
    public async Task Program_WrongRequest_SaysSoInOneLine(string expected, params string[] arguments) =>
        (await ProgramRun.Of(arguments)).ShouldRefuse(expected);

    [Theory]
    [InlineData("0,0,1,1\n0,0,1,1\n0,0,0\n")] // not N rows of N + 1
    [InlineData("0,0,1,1\n0,0,1,1\n")]
    [InlineData("0,0,1,1\n0,0,1,1\n0,1,0,1\n")] // out of an output
    [InlineData("0,0,1,1\n0,0,1,1\n0,0,0,12\n")] // no such function
    [InlineData("0,0,1,1\n0,0,inf,1\n0,0,0,1\n")]
    [InlineData("0,0,1,1\n0,0,one,1\n0,0,0,1\n")]
    [InlineData("0,0,0,1\n0,0,0,1\n0,0,0,1\n")] // no connection
    [InlineData("")]
    [InlineData(Sound)] // sound, but not of swing-up's sizes
    public async Task Evaluate_BadOutFile_NamesIt(string content) =>
        (await EvaluateAsync(_folder.Write("net.out", content), "--weight", "1")).ShouldRefuse("net.out");

    [Theory]
    [InlineData("{")]
    [InlineData("{\"format\":\"other\"}")]
    public async Task Evaluate_BadJson_NamesIt(string content) =>
        (await EvaluateAsync(_folder.Write("net.json", content), "--weight", "1")).ShouldRefuse("net.json");

    [Theory]
    [InlineData("--weight must be a number", "--weight", "NaN")]
    [InlineData("--weight must be a number", "--weight", "heavy")]
    [InlineData("--sweep must be A:B:STEP", "--sweep", "1:0:0.1")]
    [InlineData("--sweep must be A:B:STEP", "--sweep", "0:1:0")]
    [InlineData("--seeds must be", "--seeds", "9..0")]
    [InlineData("--episodes must be", "--weight", "1", "--episodes", "0")]
    [InlineData("give --weight W or --weights", "--episodes", "3")]
    [InlineData("tuned.wann.json", "--weights", "tuned.wann.json")]
    [InlineData("starts.csv: the first line must name", "--weight", "1", "--starts", "starts.csv")]
    [InlineData("bad.csv, line 3", "--weight", "1", "--starts", "bad.csv")]
    [InlineData("--episodes asks for 5", "--weight", "1", "--episodes", "5", "--starts", "good.csv")]
    [InlineData("--per-class is for data sets", "--weight", "1", "--per-class")]
    public async Task Evaluate_BadOption_SaysSo(string expected, params string[] options)
    {
        _folder.Write("tuned.wann.json", "[[1, 2], 3]");
        _folder.Write("starts.csv", "a,b\n1,2\n");
        _folder.Write("bad.csv", "x,x_dot,theta,theta_dot\n0,0,3,0\n0,0,nan,0\n");
        _folder.Write("good.csv", "x,x_dot,theta,theta_dot\n0,0,3,0\n");
        string[] placed = [.. options.Select(o => File.Exists(_folder.At(o)) ? _folder.At(o) : o)];
        (await EvaluateAsync(SwingNetwork(), placed)).ShouldRefuse(expected);
    }

    [Fact]
    public async Task Evaluate_NetworkOfOtherSizes_GivesBoth()
    {
        await ProgramRun.Of("evolve", "digits", "--generations", "1", "--population", "2", "-o", _folder.Path);
        (await EvaluateAsync(_folder.At("best.safetensors"), "--weight", "1"))
            .ShouldRefuse("has 64 inputs and 10 outputs, but swingup needs 5 and 1");
    }

    [Fact]
    public async Task Play_ShortStart_SaysHowManyNumbers() =>
        (await ProgramRun.Of("play", SwingNetwork(), "--task", "swingup", "--weight", "1", "--start", "1,2", "-o",
            _folder.At("f.svg"))).ShouldRefuse("--start must be 4 numbers");

    [Fact]
    public async Task Evolve_StateOfSomethingElse_IsRefused()
    {
        _folder.Write("search.state", "not a search");
        (await ProgramRun.Of("evolve", "swingup", "--generations", "1", "-o", _folder.Path))
            .ShouldRefuse("no state of a search");
    }

    // Bias and five inputs to one output.
    private string SwingNetwork() => _folder.Write("swing.out", string.Concat(
        Enumerable.Range(0, 7).Select(row => $"0,0,0,0,0,0,{(row < 6 ? 1 : 0)},1\n")));

    private static Task<ProgramRun> EvaluateAsync(string file, params string[] options) =>
        ProgramRun.Of(["evaluate", file, "--task", "swingup", .. options]);
}
