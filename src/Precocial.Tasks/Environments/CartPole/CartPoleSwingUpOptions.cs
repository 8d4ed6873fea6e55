namespace Precocial.Tasks;

/// <summary>What can be varied in <see cref="CartPoleSwingUp"/>; the defaults are the paper's.</summary>
public sealed record CartPoleSwingUpOptions
{
    /// <summary>For tables and files.</summary>
    public string Name { get; init; } = "swingup";

    /// <summary>Steps after which an episode ends.</summary>
    public int StepLimit { get; init; } = 1000;

    /// <summary>Simulated time of a step.</summary>
    public double SecondsPerStep { get; init; } = 0.01;

    /// <summary>The same physics for 200 steps: <c>swingup_hard</c>.</summary>
    public static CartPoleSwingUpOptions Hard { get; } = new() { Name = "swingup_hard", StepLimit = 200 };
}
