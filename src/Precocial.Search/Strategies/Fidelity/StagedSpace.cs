using System.Globalization;
using System.Numerics;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>A space whose members carry their own budget: what lets a strategy around another judge one
/// network after 1, 3 and 9 epochs.</summary>
/// <remarks>A study keys a candidate by network and fidelity, so that each of those is a result of its own.
/// Pairs with <see cref="ContinuedTraining"/>, which does not begin anew each time.</remarks>
public sealed class StagedSpace<TGenotype> : ISearchSpace<Staged<TGenotype>>
    where TGenotype : notnull
{
    private readonly ISearchSpace<TGenotype> _space;

    /// <summary>The networks of a space at any number of epochs.</summary>
    /// <param name="space">Which networks.</param>
    /// <param name="epochs">The budget of a random member: the smallest.</param>
    public StagedSpace(ISearchSpace<TGenotype> space, int epochs = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epochs);
        (_space, Epochs) = (space, epochs);
    }

    /// <summary>The budget of a random member.</summary>
    public int Epochs { get; }

    /// <inheritdoc/>
    public string Description => $"staged {_space.Description}";

    /// <inheritdoc/>
    public BigInteger? Count => null;

    /// <inheritdoc/>
    public Staged<TGenotype> Sample(Rng rng) => new(_space.Sample(rng), Epochs);

    /// <inheritdoc/>
    public ArchitectureGraph Decode(Staged<TGenotype> genotype) => _space.Decode(genotype.Genotype);

    /// <inheritdoc/>
    public ArchitectureGraph Conclude(Staged<TGenotype> genotype) => _space.Conclude(genotype.Genotype);

    /// <inheritdoc/>
    public Budget BudgetOf(Staged<TGenotype> genotype, Budget usual) =>
        usual with { Epochs = genotype.Epochs };

    /// <summary>The epochs, the bracket and the genotype: <c>9 2 stem=24 activation=relu ...</c>.</summary>
    public string Encode(Staged<TGenotype> genotype) => string.Create(CultureInfo.InvariantCulture,
        $"{genotype.Epochs} {genotype.Bracket} {_space.Encode(genotype.Genotype)}");

    /// <inheritdoc/>
    public Staged<TGenotype> Parse(string text)
    {
        string[] words = text.Split(' ', 3);
        return words.Length == 3 && Number(words[0]) is { } epochs and > 0 && Number(words[1]) is { } bracket
            ? new(_space.Parse(words[2]), epochs, bracket)
            : throw new FormatException(
                $"A staged genotype is its epochs, its bracket and a genotype, but the text is '{text}'.");
    }

    private static int? Number(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
