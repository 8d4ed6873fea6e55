namespace Precocial;

/// <summary>How much work suits a data set: derived from its size, so that a design takes minutes on two
/// cores.</summary>
/// <remarks>The unit is a position: one pixel of one sample, or 16 features of a table's row. A network's
/// cost is close to proportional to the positions it sees, whatever the data set is called.</remarks>
internal readonly record struct DesignEffort(int SearchSamples, int SearchEpochs, int Evaluations,
    int FinalEpochs)
{
    // Training costs about half a microsecond a position and core, and twice that for the larger networks
    // (measured over random members of the macro space, on an EPYC with AVX-512).
    private const double PositionsOfEvaluation = 10e6, PositionsOfFinal = 280e6, PositionsOfSearch = 110e6;
    private const int FewestSamples = 2000;

    // Small sets are seen more often: what training needs is steps. A final training sees at least so many samples.
    private const int SamplesOfEvaluation = 8_000, SamplesOfFinal = 60_000, MostEpochs = 200;

    // Larger networks than these are slower, not better, on so many pixels; and they would make the effort
    // unforeseeable.
    private const long FlopsOfPosition = 15_000, LeastFlops = 2_000_000;

    /// <summary>The most FLOPs that a network for such samples needs.</summary>
    public static long MaxFlops(long positions) => Math.Max(LeastFlops, FlopsOfPosition * positions);

    public static DesignEffort For(long positions, int train, int all)
    {
        int samples = Math.Min(train, (int)Math.Max(PositionsOfEvaluation / 3 / positions, FewestSamples));
        double epoch = (double)samples * positions;
        int searchEpochs = (int)Math.Clamp(PositionsOfEvaluation / epoch, 3, EpochsFor(SamplesOfEvaluation, samples, 8));
        int evaluations = (int)Math.Clamp(PositionsOfSearch / (epoch * searchEpochs), 24, 32);
        int finalEpochs = (int)Math.Clamp(
            PositionsOfFinal / ((double)all * positions), 6, EpochsFor(SamplesOfFinal, all, 20));
        return new DesignEffort(samples, searchEpochs, evaluations, finalEpochs);
    }

    private static int EpochsFor(int wanted, int samples, int least) => Math.Clamp(wanted / samples, least, MostEpochs);
}
