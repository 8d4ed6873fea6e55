namespace Precocial.Tensors;

/// <summary>An optimizer that needs values only: it proposes a population of points, is told how good each
/// is, and proposes better ones. Larger is better.</summary>
/// <remarks>Generation g draws from the stream of its number alone, so that <see cref="Ask"/> changes nothing
/// and a restored optimizer goes on to the same bits. Not thread-safe; the points may be judged by many
/// threads. Its nearest neighbour, <see cref="Optimizer"/>, follows gradients: use that where there are
/// any.</remarks>
public interface IEvolutionStrategy
{
    /// <summary>How many numbers a point has.</summary>
    int Dimensions { get; }

    /// <summary>How many points a generation has.</summary>
    int Population { get; }

    /// <summary>How many generations have been told.</summary>
    int Generation { get; }

    /// <summary>The centre of what will be proposed.</summary>
    ReadOnlySpan<double> Mean { get; }

    /// <summary>The points of this generation: the same ones until they are told.</summary>
    IReadOnlyList<double[]> Ask();

    /// <summary>Learns how good the points of <see cref="Ask"/> were, and goes on to the next
    /// generation.</summary>
    /// <param name="values">One for each point, in order; larger is better, NaN is worst.</param>
    /// <exception cref="ArgumentException">Not one for each point.</exception>
    void Tell(ReadOnlySpan<double> values);

    /// <summary>Everything it remembers.</summary>
    byte[] Save();

    /// <summary>Goes back to what <see cref="Save"/> gave.</summary>
    /// <exception cref="InvalidDataException">The bytes are not such a state.</exception>
    void Restore(byte[] state);
}
