using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Precocial.Tensors;

namespace Precocial.Tasks;

/// <summary>What a data set looks like in numbers.</summary>
/// <param name="Name">The data set.</param>
/// <param name="Samples">How many there are, the official test part included.</param>
/// <param name="OfficialTest">How many of them are the published test part.</param>
/// <param name="SampleShape">The shape of one sample.</param>
/// <param name="ClassCounts">How many samples each class has, in the order of the classes.</param>
/// <param name="Minimum">The smallest input.</param>
/// <param name="Maximum">The largest input.</param>
/// <param name="Mean">One value a channel or feature.</param>
/// <param name="Deviation">One value a channel or feature.</param>
/// <param name="Constant">How many of the inputs have one value in all samples.</param>
/// <param name="Duplicates">How many samples have the inputs of an earlier one.</param>
/// <param name="Conflicts">How many of those have another label than the first such sample.</param>
/// <param name="MemoryBytes">What the inputs and labels take up.</param>
public sealed record DatasetSummary(string Name, int Samples, int OfficialTest, Shape SampleShape,
    IReadOnlyList<KeyValuePair<string, int>> ClassCounts, float Minimum, float Maximum,
    IReadOnlyList<float> Mean, IReadOnlyList<float> Deviation, int Constant, int Duplicates, int Conflicts,
        long MemoryBytes)
{
    /// <summary>The share of the largest class: what always answering it would score.</summary>
    public double MajorityShare => (double)ClassCounts.Max(pair => pair.Value) / Samples;

    /// <summary>Counts and measures; one pass over the inputs for each kind of number.</summary>
    public static DatasetSummary Of(Dataset data)
    {
        var counts = data.CountByClass();
        var (minimum, maximum, constant) = Ranges(data);
        var (duplicates, conflicts) = Repeats(data);
        return new DatasetSummary(data.Name, data.Count, data.OfficialTest, data.SampleShape,
            [.. data.ClassNames.Select((name, c) => KeyValuePair.Create(name, counts[c]))],
            minimum, maximum, data.Mean, data.Deviation, constant, duplicates, conflicts,
            sizeof(float) * ((long)data.Inputs.Count + data.Count));
    }

    private static (float Minimum, float Maximum, int Constant) Ranges(Dataset data)
    {
        var low = data.Sample(0).ToArray();
        var high = data.Sample(0).ToArray();
        for (int i = 1; i < data.Count; i++)
        {
            var sample = data.Sample(i);
            for (int j = 0; j < sample.Length; j++)
            {
                low[j] = Math.Min(low[j], sample[j]);
                high[j] = Math.Max(high[j], sample[j]);
            }
        }
        return (low.Min(), high.Max(), low.Zip(high).Count(pair => pair.First == pair.Second));
    }

    private static (int Duplicates, int Conflicts) Repeats(Dataset data)
    {
        // 128 bits of SHA-256: that two of 10^8 different samples share them has odds of 1 in 10^22.
        var first = new Dictionary<UInt128, int>(data.Count);
        int duplicates = 0, conflicts = 0;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        for (int i = 0; i < data.Count; i++)
        {
            SHA256.HashData(MemoryMarshal.AsBytes(data.Sample(i)), hash);
            if (first.TryAdd(MemoryMarshal.Read<UInt128>(hash), data.Labels[i]))
                continue;
            duplicates++;
            if (first[MemoryMarshal.Read<UInt128>(hash)] != data.Labels[i])
                conflicts++;
        }
        return (duplicates, conflicts);
    }
}
