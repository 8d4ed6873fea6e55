using Precocial.Tasks;

namespace Precocial.Search;

/// <summary>When an episode ends, beside what the environment says.</summary>
/// <param name="StepLimit">No episode lasts longer.</param>
/// <param name="IgnoresFirstDone">Whether the first step never ends an episode, as in the authors' code. The
/// environment is then stepped once more.</param>
public readonly record struct RolloutRules(int StepLimit, bool IgnoresFirstDone = false)
{
    /// <summary>The environment's own rules.</summary>
    public static RolloutRules Of(IEnvironment environment) => new(environment.Spec.StepLimit);
}
