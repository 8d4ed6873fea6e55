using System.Security.Cryptography;
using System.Text;

namespace Precocial.Search;

/// <summary>What a study's results depend on. Two runs with equal settings are the same study.</summary>
/// <param name="Json">Space, strategy, evaluator, budget, limits and the caller's own settings, as one JSON
/// object with sorted keys. How long to run and with how many workers is not among them.</param>
/// <param name="Seed">What every random stream of the study is split from.</param>
/// <param name="Window">How many proposals may be outstanding: proposal k sees the results of
/// 0..k−Window.</param>
public sealed record StudySettings(string Json, ulong Seed, int Window)
{
    /// <summary>SHA-256 of the settings: 64 lower-case hexadecimal digits.</summary>
    public string Hash =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Json}\n{Seed}\n{Window}")));
}
