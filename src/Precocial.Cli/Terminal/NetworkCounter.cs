namespace Precocial.Cli;

/// <summary>How many networks are done, on standard error: in a terminal alone.</summary>
/// <param name="before">Words before the numbers.</param>
/// <param name="networks">How many there are.</param>
/// <param name="after">Words behind them.</param>
internal sealed class NetworkCounter(string before, int networks, string after = "") : IProgress<int>
{
    public void Report(int value)
    {
        if (!Console.IsErrorRedirected)
            Console.Error.Write($"\r{before} {value} of {networks}{after}{(value == networks ? "\n" : "")}");
    }
}
