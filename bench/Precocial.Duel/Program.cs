using Precocial.Duel;
using Precocial.Tensors;

// The server side of a duel of kernels: one request a line on standard input, one answer a line on standard
// output, the process CPU time in nanoseconds that the repetitions took, or "unsupported".
// With "--threads N" it reports instead how much faster N threads make the training step by the wall clock.
if (args is ["--threads", var threads])
{
    SpeedUp.Report(int.Parse(threads), Console.Out);
    return;
}
IContest[] contests =
[
    new GemmContest(),
    new ConvolutionContest(),
    new ElementwiseContest(),
    new BatchNormalizationContest(),
    new ChainContest(),
    new TrainingContest(WorkerPool.None),
];
var prepared = new Dictionary<string, Action?>();
while (Console.ReadLine() is { } line)
{
    int split = line.LastIndexOf(' ');
    if (split < 0 || !int.TryParse(line[(split + 1)..], out int repetitions))
    {
        Answer("unsupported");
        continue;
    }
    string request = line[..split];
    if (!prepared.TryGetValue(request, out Action? run))
        prepared[request] = run = contests.Select(contest => contest.Prepare(request.Split(' '))).FirstOrDefault(r => r != null);
    if (run is null)
        Answer("unsupported");
    else
        Answer(ProcessClock.Time(run, repetitions).ToString());
}

static void Answer(string text)
{
    Console.Out.WriteLine(text);
    Console.Out.Flush();
}
