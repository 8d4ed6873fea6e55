using System.Globalization;

namespace Precocial.Efficacy;

/// <summary>The options of <c>shared-weights</c>.</summary>
/// <param name="Networks">How many networks of each space are trained alone.</param>
/// <param name="Epochs">For how many epochs.</param>
/// <param name="Nodes">Of a cell.</param>
/// <param name="Passes">How many passes over the training part each training of shared weights sees.</param>
/// <param name="Threads">Threads; results do not depend on them.</param>
/// <param name="Seed">What all streams are split from.</param>
internal sealed record SharingOptions(
    int Networks = 32, int Epochs = 8, int Nodes = 4, int Passes = 192, int Threads = 2, int Seed = 1)
{
    public const string Usage = "usage: Precocial.Efficacy shared-weights [--networks 32] [--epochs 8] "
        + "[--nodes 4] [--passes 192] [--threads 2] [--seed 1]";

    /// <summary>Reads options; null when they are wrong.</summary>
    public static SharingOptions? Parse(ReadOnlySpan<string> words)
    {
        var options = new SharingOptions();
        for (int i = 0; i < words.Length; i += 2)
        {
            bool whole = int.TryParse(i + 1 < words.Length ? words[i + 1] : "", NumberStyles.None,
                CultureInfo.InvariantCulture, out int n);
            if (!whole || n == 0 || options.With(words[i], n) is not { } next)
                return null;
            options = next;
        }
        return options;
    }

    private SharingOptions? With(string name, int value) => name switch
    {
        "--networks" => this with { Networks = value },
        "--epochs" => this with { Epochs = value },
        "--nodes" => this with { Nodes = value },
        "--passes" => this with { Passes = value },
        "--threads" => this with { Threads = value },
        "--seed" => this with { Seed = value },
        _ => null,
    };
}
