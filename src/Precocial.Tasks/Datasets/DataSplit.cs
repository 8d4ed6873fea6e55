using Precocial.Tensors;

namespace Precocial.Tasks;

/// <summary>A data set in three parts without a common sample: weights are trained on the first, candidates
/// compared on the second, and only the reported number comes from the third.</summary>
/// <param name="Train">What weights are trained on.</param>
/// <param name="Validation">What candidates are compared on.</param>
/// <param name="Test">What the reported number is measured on.</param>
/// <param name="TestIsOfficial">Whether the test part is the published one, so that results compare with
/// others'.</param>
public sealed record DataSplit(Dataset Train, Dataset Validation, Dataset Test, bool TestIsOfficial)
{
    private const int TrainPart = 0, ValidationPart = 1, TestPart = 2;

    /// <summary>Training and validation samples together: what the winner may be trained on in the
    /// end.</summary>
    /// <remarks>Copies both parts at each call.</remarks>
    public Dataset JoinTrainAndValidation()
    {
        var inputs = Tensor.Zeros(
            Shape.Create([Train.Count + Validation.Count, .. Train.SampleShape.ToArray()]));
        Train.Inputs.Span.CopyTo(inputs.Span);
        Validation.Inputs.Span.CopyTo(inputs.Span[Train.Inputs.Count..]);
        return new Dataset(Train.Name, inputs, [.. Train.Labels, .. Validation.Labels], Train.ClassNames);
    }

    /// <summary>Cuts a data set at random, each class in the same proportions.</summary>
    /// <param name="data">The whole set.</param>
    /// <param name="rng">Only its seed matters: the split is drawn from the stream
    /// <c>rng.Split("split")</c>.</param>
    /// <param name="fractions">The shares.</param>
    /// <remarks>Every class keeps a training sample where it has one to give. Within a part, samples are in
    /// the order of the data set.</remarks>
    /// <exception cref="DataException">There are too few samples to put one in each part.</exception>
    public static DataSplit Stratified(Dataset data, Rng rng, SplitFractions? fractions = null)
    {
        fractions ??= new();
        bool official = data.OfficialTest > 0;
        int free = data.Count - data.OfficialTest;
        double test = official ? 0 : fractions.Test;
        double sum = fractions.Train + fractions.Validation + test;
        if (!(fractions.Train > 0 && fractions.Validation > 0 && fractions.Test > 0 && double.IsFinite(sum)))
            throw new ArgumentException("A split's fractions must be above 0, but are "
                + $"{fractions.Train}, {fractions.Validation} and {fractions.Test}.", nameof(fractions));
        var part = new byte[data.Count];
        part.AsSpan(free).Fill(TestPart);
        Deal(data.Labels.AsSpan(0, free), data.Classes, rng.Split("split"), fractions.Validation / sum,
            test / sum, part);
        return new DataSplit(Take(data, part, TrainPart, "training"),
            Take(data, part, ValidationPart, "validation"),
            Take(data, part, TestPart, "test"), official);
    }

    private static void Deal(
        ReadOnlySpan<int> labels, int classes, Rng rng, double validation, double test, byte[] part)
    {
        var byClass = new List<int>[classes];
        for (int c = 0; c < classes; c++)
            byClass[c] = [];
        for (int i = 0; i < labels.Length; i++)
            byClass[labels[i]].Add(i);
        // What rounding takes from one class it gives to the next: totals are right for many small classes.
        double owedTest = 0, owedValidation = 0;
        foreach (var samples in byClass)
        {
            var order = samples.ToArray();
            rng.Shuffle(order.AsSpan());
            int toTest = Share(order.Length * test, ref owedTest, order.Length - 1);
            int toValidation =
                Share(order.Length * validation, ref owedValidation, order.Length - 1 - toTest);
            foreach (int i in order.AsSpan(0, toTest))
                part[i] = TestPart;
            foreach (int i in order.AsSpan(toTest, toValidation))
                part[i] = ValidationPart;
        }
    }

    private static int Share(double wanted, ref double owed, int most)
    {
        owed += wanted;
        int share = Math.Clamp((int)Math.Round(owed), 0, Math.Max(most, 0));
        owed -= share;
        return share;
    }

    private static Dataset Take(Dataset data, byte[] part, int wanted, string name)
    {
        var indices = Enumerable.Range(0, part.Length).Where(i => part[i] == wanted).ToArray();
        if (indices.Length == 0)
            throw new DataException($"{data.Name}: {data.Count} samples of {data.Classes} classes leave "
                + $"nothing for the {name} part. Give more samples.");
        return data.Subset(indices);
    }
}
