namespace Precocial;

/// <summary>How much work suits a data set: derived from its size, so that a design takes minutes on two cores.</summary>
/// <remarks>The unit is a position: one pixel of one sample, or 16 features of a table's row. A network's cost is close
/// to proportional to the positions it sees, whatever the data set is called.</remarks>
internal readonly record struct DesignEffort(int SearchSamples, int SearchEpochs, int Evaluations, int FinalEpochs)
{
    // Measured on two cores of a Xeon with AVX-512: one position costs about a microsecond to train on.
    private const double PositionsOfEvaluation = 6e6, PositionsOfFinal = 600e6;
    private const int FewestSamples = 2000;

    public static DesignEffort For(long positions, int train, int all)
    {
        int samples = (int)Math.Clamp(PositionsOfEvaluation / 3 / positions, FewestSamples, Math.Max(train, FewestSamples));
        samples = Math.Min(samples, train);
        int searchEpochs = (int)Math.Clamp(PositionsOfEvaluation / ((double)samples * positions), 3, 12);
        int finalEpochs = (int)Math.Clamp(PositionsOfFinal / ((double)all * positions), 12, 60);
        int evaluations = (int)Math.Clamp(2e8 / ((double)samples * positions * searchEpochs), 24, 48);
        return new DesignEffort(samples, searchEpochs, evaluations, finalEpochs);
    }
}
