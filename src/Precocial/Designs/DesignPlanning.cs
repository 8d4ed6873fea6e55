using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Precocial.Tasks;

namespace Precocial;

/// <summary>Derives a <see cref="DesignPlan"/>.</summary>
internal static class DesignPlanning
{
    public static DesignPlan For(DataSplit split, DesignSettings settings)
    {
        int all = split.Train.Count + split.Validation.Count;
        long positions = PositionsOf(split.Train);
        DesignEffort effort = DesignEffort.For(positions, split.Train.Count, all);
        return new DesignPlan
        {
            Data = split.Train.Name,
            SampleShape = split.Train.SampleShape,
            Classes = split.Train.Classes,
            Train = all,
            Test = split.Test.Count,
            TestIsOfficial = split.TestIsOfficial,
            SearchTrain = effort.SearchSamples,
            SearchValidation = Math.Min(split.Validation.Count, Math.Max(effort.SearchSamples / 2, 1)),
            SearchEpochs = settings.Epochs ?? effort.SearchEpochs,
            Evaluations = settings.Time is null ? settings.Evaluations ?? effort.Evaluations : null,
            FinalEpochs = effort.FinalEpochs,
            Limits = settings.Limits.MaxFlops is null && settings.Space == SpaceChoice.Macro
                && settings.Final is null
                ? settings.Limits with { MaxFlops = DesignEffort.MaxFlops(positions) }
                : settings.Limits,
            DataHash = HashOf(split.Train, split.Validation, split.Test),
            Settings = settings,
        };
    }

    /// <summary>SHA-256 of every sample and label of some parts, in hexadecimal.</summary>
    public static string HashOf(params ReadOnlySpan<Dataset> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Dataset part in parts)
        {
            hash.AppendData(MemoryMarshal.AsBytes(part.Inputs.Span));
            hash.AppendData(MemoryMarshal.AsBytes<int>(part.Labels));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // What a network's cost is proportional to: pixels of an image; a row of a table counts for its features
    // / 16.
    private static long PositionsOf(Dataset data) => data.IsImages
        ? (long)data.SampleShape[1] * data.SampleShape[2]
        : Math.Max(1, data.SampleShape.Count / 16);
}
