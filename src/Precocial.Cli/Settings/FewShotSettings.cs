using System.CommandLine;

namespace Precocial.Cli;

/// <summary>How a predicted network is trained further.</summary>
/// <param name="Epochs">At least 1.</param>
/// <param name="Shots">Samples of each class; null for all.</param>
internal sealed record FewShotSettings(int Epochs, int? Shots)
{
    // A hundred samples a class are few steps an epoch.
    private const int EpochsOfShots = 50;

    public static FewShotSettings? Read(ParseResult parsed, Option<int> epochs, Option<int> shots, bool hasData)
    {
        bool finetunes = parsed.GetResult(epochs) is not null, few = parsed.GetResult(shots) is not null;
        if (!finetunes && !few)
            return null;
        if (!hasData)
            throw new UsageException("--finetune and --shots need --data to train on.");
        int count = finetunes ? NumberOption.InRange("--finetune", parsed.GetValue(epochs), 1, 10_000) : EpochsOfShots;
        return new(count, few ? NumberOption.InRange("--shots", parsed.GetValue(shots), 1, 1_000_000) : null);
    }
}
