using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>The networks of the DeepNets-1M generator as a space to search: two cells, how they are stacked,
/// how wide.</summary>
/// <remarks>The genotype as text is the released meta data's JSON on one line. A step changes one field, one
/// operation, one input, one state of the output, or adds or takes a step of both cells. Source: Knyazev et
/// al., NeurIPS 2021; its neighbour <see cref="CellSpace"/> has fewer operations and one skeleton.</remarks>
public sealed class DeepNetsSpace : IMutableSpace<DeepNetsGenotype>
{
    private readonly DeepNetsSettings _settings;
    private readonly Standardize? _standardize;

    /// <summary>A space.</summary>
    /// <param name="settings">Which networks it holds, for which images.</param>
    /// <param name="standardize">What raw images are standardised with first; null where they are.</param>
    public DeepNetsSpace(DeepNetsSettings settings, Standardize? standardize = null)
    {
        _settings = settings;
        _standardize = standardize;
    }

    /// <summary>The space for a task: a split's settings with the task's images and classes.</summary>
    /// <exception cref="SearchException">The samples are not images.</exception>
    public static DeepNetsSpace For(TaskGeometry task, DeepNetsSettings settings) => task.IsImage
        ? new DeepNetsSpace(settings with { Input = task.Input, Classes = task.Classes },
            new Standardize(task.Mean, task.Scale))
        : throw new SearchException($"The DeepNets space is for images, but the samples are {task.Input}.");

    /// <inheritdoc/>
    public string Description =>
        $"DeepNets, {_settings.Split}, {_settings.Input} to {_settings.Classes} classes";

    /// <inheritdoc/>
    public DeepNetsGenotype Sample(Rng rng) => DeepNetsSampler.Sample(_settings, rng);

    /// <inheritdoc/>
    public ArchitectureGraph Decode(DeepNetsGenotype genotype) =>
        DeepNetsNetwork.Build(genotype, _settings.Input, _settings.Classes, _standardize);

    /// <inheritdoc/>
    public string Encode(DeepNetsGenotype genotype) => genotype.ToString();

    /// <inheritdoc/>
    public DeepNetsGenotype Parse(string text)
    {
        DeepNetsGenotype genotype;
        try
        {
            genotype = DeepNetsGenotype.Parse(text);
        }
        catch (GraphException e)
        {
            throw new FormatException(e.Message, e);
        }
        return _settings.Includes(genotype)
            ? genotype
            : throw new FormatException($"DeepNets genotype: it is no member of the split {_settings.Split} "
                + $"for images of {_settings.Input}.");
    }

    /// <summary>Every neighbour is equally likely.</summary>
    /// <exception cref="SearchException">It has none.</exception>
    public DeepNetsGenotype Mutate(DeepNetsGenotype parent, Rng rng)
    {
        DeepNetsGenotype[] candidates = [.. DeepNetsSteps.From(parent, _settings)];
        rng.Shuffle<DeepNetsGenotype>(candidates);
        foreach (DeepNetsGenotype candidate in candidates)
        {
            if (_settings.Includes(candidate))
                return candidate;
        }
        throw new SearchException($"{Description}: a network has no neighbour in it: {parent}");
    }

    /// <inheritdoc/>
    public IReadOnlyList<DeepNetsGenotype> Neighbours(DeepNetsGenotype genotype) =>
        [.. DeepNetsSteps.From(genotype, _settings).Where(_settings.Includes)];
}
