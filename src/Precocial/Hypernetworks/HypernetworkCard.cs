using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Precocial.Tensors;

namespace Precocial;

/// <summary>What a trained hypernetwork's file says of its training.</summary>
public sealed record HypernetworkCard
{
    /// <summary>The data set; empty where the file does not say.</summary>
    public string Data { get; init; } = "";

    /// <summary>The axes of one image; empty where the file does not say.</summary>
    public ImmutableArray<int> Input { get; init; } = [];

    /// <summary>The split of DeepNets that networks were drawn from.</summary>
    public string Generator { get; init; } = "";

    /// <summary>The seed of all randomness.</summary>
    public ulong Seed { get; init; }

    /// <summary>Steps of training.</summary>
    public long Steps { get; init; }

    /// <summary>Minutes of wall-clock time that they took.</summary>
    public double Minutes { get; init; }

    /// <summary>Threads in that time.</summary>
    public int Threads { get; init; }

    /// <summary>The command that trained it.</summary>
    public string Command { get; init; } = "";

    /// <summary>The revision of the program.</summary>
    public string Commit { get; init; } = "";

    /// <summary>The settings of the training, by name.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The shape of one image; null where the file does not say.</summary>
    [JsonIgnore]
    public Shape? InputShape => Input is { IsDefaultOrEmpty: false } axes ? Shape.Create(axes.AsSpan()) : null;
}
