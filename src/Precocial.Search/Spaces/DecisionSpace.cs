using System.Collections.Immutable;
using System.Numerics;
using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>A space whose members are lists of decisions, some of which depend on earlier ones.</summary>
/// <remarks>
/// A decision is in play when its parent is and the parent's choice is large enough; one that is not has
/// choice 0, so that equal networks have equal genotypes. Changing a decision that brings others into play
/// starts them at their first option. What a space adds is how decisions become a network.
/// </remarks>
/// <typeparam name="TGenotype">The space's own genotype, so that genotypes of two spaces cannot be mixed
/// up.</typeparam>
public abstract class DecisionSpace<TGenotype>
    : IRecombinableSpace<TGenotype>, IEncodedSpace<TGenotype>, ISequentialSpace<TGenotype>
    where TGenotype : DecisionGenotype
{
    private readonly ImmutableArray<int>[] _children;
    private SequentialDecision[]? _sequence;

    /// <summary>A space of decisions.</summary>
    /// <param name="decisions">Each after its parent; at most 256 options each.</param>
    protected DecisionSpace(ImmutableArray<Decision> decisions)
    {
        Decisions = decisions;
        _children = [.. Enumerable.Range(-1, decisions.Length + 1).Select(
            p => Enumerable.Range(0, decisions.Length).Where(d => decisions[d].Parent == p)
                .ToImmutableArray())];
    }

    /// <summary>The decisions, in the order of <see cref="DecisionGenotype.Choices"/>.</summary>
    public ImmutableArray<Decision> Decisions { get; }

    /// <summary>How many genotypes there are, exactly.</summary>
    public BigInteger? Count => CountUnder(-1, int.MaxValue);

    /// <inheritdoc/>
    public abstract string Description { get; }

    /// <inheritdoc/>
    public abstract ArchitectureGraph Decode(TGenotype genotype);

    /// <inheritdoc cref="ISearchSpace{TGenotype}.Conclude"/>
    public virtual ArchitectureGraph Conclude(TGenotype genotype) => Decode(genotype);

    /// <summary>Wraps choices that are known to be valid.</summary>
    protected abstract TGenotype Create(ImmutableArray<byte> choices);

    /// <summary>Whether a decision matters for these choices.</summary>
    public bool IsInPlay(ReadOnlySpan<byte> choices, int decision)
    {
        for (int d = decision; Decisions[d].Parent >= 0; d = Decisions[d].Parent)
        {
            if (choices[Decisions[d].Parent] < Decisions[d].From)
                return false;
        }
        return true;
    }

    /// <inheritdoc/>
    public TGenotype Sample(Rng rng)
    {
        var choices = new byte[Decisions.Length];
        for (int d = 0; d < choices.Length; d++)
        {
            if (IsInPlay(choices, d))
                choices[d] = (byte)rng.Next(Decisions[d].Options.Length);
        }
        return Create([.. choices]);
    }

    /// <inheritdoc/>
    public TGenotype Mutate(TGenotype parent, Rng rng)
    {
        int[] open = [.. Changeable(parent)];
        return WithOther(parent, open[rng.Next(open.Length)], rng);
    }

    /// <inheritdoc/>
    public TGenotype MutateEach(TGenotype parent, double probability, Rng rng)
    {
        TGenotype child = parent;
        for (int d = 0; d < Decisions.Length; d++)
        {
            bool open = Decisions[d].Options.Length > 1 && IsInPlay(child.Choices.AsSpan(), d);
            if (open && rng.NextBool(probability))
                child = WithOther(child, d, rng);
        }
        return child;
    }

    /// <summary>A decision that only the other parent's choices bring into play has its first
    /// option.</summary>
    public TGenotype Cross(TGenotype first, TGenotype second, Rng rng)
    {
        var choices = new byte[Decisions.Length];
        for (int d = 0; d < choices.Length; d++)
        {
            byte choice = (rng.NextBool() ? first : second).Choices[d];
            choices[d] = IsInPlay(choices, d) ? choice : (byte)0;
        }
        return Create([.. choices]);
    }

    /// <inheritdoc/>
    public IReadOnlyList<TGenotype> Neighbours(TGenotype genotype) =>
    [
        .. from decision in Changeable(genotype)
           from option in Enumerable.Range(0, Decisions[decision].Options.Length)
           where option != genotype.Choices[decision]
           select With(genotype, decision, option),
    ];

    /// <summary>The decisions in play, by name: <c>stem=24 activation=relu stages=2 ...</c>.</summary>
    public string Encode(TGenotype genotype) => string.Join(' ',
        from d in Enumerable.Range(0, Decisions.Length)
        where IsInPlay(genotype.Choices.AsSpan(), d)
        select $"{Decisions[d].Name}={Decisions[d].Options[genotype.Choices[d]]}");

    /// <inheritdoc/>
    public TGenotype Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var choices = new byte[Decisions.Length];
        int next = 0;
        for (int d = 0; d < choices.Length; d++)
        {
            if (IsInPlay(choices, d))
                choices[d] = ParseChoice(Decisions[d], next < words.Length ? words[next] : "", next++);
        }
        return next == words.Length
            ? Create([.. choices])
            : throw new FormatException(
                $"A genotype of this space has {next} decisions here, but the text has "
                + $"{words.Length} words: '{text}'.");
    }

    /// <summary>The next decision in play.</summary>
    public SequentialDecision? Next(ReadOnlySpan<int> choices)
    {
        int decision = Unfold(choices, new byte[Decisions.Length]);
        _sequence ??= [.. Enumerable.Range(0, Decisions.Length).Select(Describe)];
        return decision == Decisions.Length ? null : _sequence[decision];
    }

    /// <inheritdoc/>
    public TGenotype Compose(ReadOnlySpan<int> choices)
    {
        var all = new byte[Decisions.Length];
        int open = Unfold(choices, all);
        return open == Decisions.Length ? Create([.. all]) : throw new ArgumentException(
            $"A sequence of {choices.Length} choices is not whole: {Decisions[open].Name} comes next.",
            nameof(choices));
    }

    /// <inheritdoc/>
    public int[] Decompose(TGenotype genotype) =>
    [
        .. from d in Enumerable.Range(0, Decisions.Length)
           where IsInPlay(genotype.Choices.AsSpan(), d)
           select (int)genotype.Choices[d],
    ];

    /// <summary>A decision as a policy sees it: decisions with the same options are of one kind.</summary>
    protected virtual SequentialDecision Describe(int decision) =>
        new(Decisions[decision].Name, string.Join(',', Decisions[decision].Options),
            Decisions[decision].Options.Length);

    /// <summary>Each decision one-hot, one after another; zeros for one that is not in play.</summary>
    public virtual double[] Features(TGenotype genotype)
    {
        var features = new double[Decisions.Sum(decision => decision.Options.Length)];
        for (int d = 0, start = 0; d < Decisions.Length; start += Decisions[d++].Options.Length)
            features[start + genotype.Choices[d]] = IsInPlay(genotype.Choices.AsSpan(), d) ? 1 : 0;
        return features;
    }

    /// <summary>The choice of a decision by name.</summary>
    protected int Choice(TGenotype genotype, string name)
    {
        for (int d = 0; d < Decisions.Length; d++)
        {
            if (Decisions[d].Name == name)
                return genotype.Choices[d];
        }
        throw new ArgumentException($"There is no decision '{name}'.", nameof(name));
    }

    private static byte ParseChoice(Decision decision, string word, int position)
    {
        int cut = word.IndexOf('=');
        bool named = cut > 0 && word[..cut] == decision.Name;
        int choice = named ? decision.Options.IndexOf(word[(cut + 1)..]) : -1;
        return choice >= 0
            ? (byte)choice
            : throw new FormatException(
                $"Word {position + 1} of a genotype must be {decision.Name}= with one of "
                + $"{string.Join(", ", decision.Options)}, but is '{word}'.");
    }

    private IEnumerable<int> Changeable(TGenotype genotype) => Enumerable.Range(0, Decisions.Length)
        .Where(d => Decisions[d].Options.Length > 1 && IsInPlay(genotype.Choices.AsSpan(), d));

    private TGenotype WithOther(TGenotype genotype, int decision, Rng rng)
    {
        int other = rng.Next(Decisions[decision].Options.Length - 1);
        return With(genotype, decision, other < genotype.Choices[decision] ? other : other + 1);
    }

    private TGenotype With(TGenotype genotype, int decision, int option)
    {
        byte[] choices = [.. genotype.Choices];
        choices[decision] = (byte)option;
        for (int d = decision + 1; d < choices.Length; d++)
        {
            if (choices[d] != 0 && !IsInPlay(choices, d))
                choices[d] = 0;
        }
        return Create([.. choices]);
    }

    // Puts the choices where they belong; returns the decision that comes next, or the number of decisions.
    private int Unfold(ReadOnlySpan<int> choices, byte[] all)
    {
        int next = 0;
        for (int d = 0; d < all.Length; d++)
        {
            if (!IsInPlay(all, d))
                continue;
            if (next == choices.Length)
                return d;
            int choice = choices[next++];
            int options = Decisions[d].Options.Length;
            all[d] = (uint)choice < (uint)options ? (byte)choice : throw new ArgumentException(
                $"{Decisions[d].Name} has {options} options, but the choice is {choice}.", nameof(choices));
        }
        return next == choices.Length ? all.Length : throw new ArgumentException(
            $"There are {next} decisions, but {choices.Length} choices.", nameof(choices));
    }

    // Children of one decision are independent given its choice.
    private BigInteger CountUnder(int decision, int choice)
    {
        var product = BigInteger.One;
        foreach (int child in _children[decision + 1].Where(c => Decisions[c].From <= choice))
        {
            var sum = BigInteger.Zero;
            for (int option = 0; option < Decisions[child].Options.Length; option++)
                sum += CountUnder(child, option);
            product *= sum;
        }
        return product;
    }
}
