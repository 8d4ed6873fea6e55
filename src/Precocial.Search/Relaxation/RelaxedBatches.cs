using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>The batches of a relaxed search, cut into shards: functions of seed and number alone.</summary>
internal sealed class RelaxedBatches
{
    private readonly SampleStream[] _training, _validation, _curvature;
    private SampleStream[] _judging;

    public RelaxedBatches(Dataset train, Dataset validation, RelaxedSettings settings, Rng rng)
    {
        int shard = settings.BatchSize / settings.Shards;
        _training = Streams(train, settings.Augmentation, "training");
        _validation = Streams(validation, Augmentation.None, "validation");
        _curvature = Streams(validation, Augmentation.None, "curvature");
        _judging = _validation;

        SampleStream[] Streams(Dataset data, Augmentation augmentation, string name) =>
        [
            .. Enumerable.Range(0, settings.Shards)
                .Select(_ => new SampleStream(data, shard, augmentation, rng.Split(name))),
        ];
    }

    /// <summary>A shard of the training batch that was drawn last.</summary>
    public (Tensor Inputs, int[] Labels) Training(int shard) =>
        (_training[shard].Inputs, _training[shard].Labels);

    /// <summary>A shard of the validation batch that was drawn last.</summary>
    public (Tensor Inputs, int[] Labels) Validation(int shard) =>
        (_judging[shard].Inputs, _judging[shard].Labels);

    /// <summary>Draws a step's training batch.</summary>
    public void DrawTraining(long step) => Draw(_training, step);

    /// <summary>Draws a round's validation batch.</summary>
    public void DrawValidation(long round) => Draw(_judging = _validation, round);

    /// <summary>Draws the validation batch that curvature is measured on: always the same.</summary>
    public void DrawCurvature() => Draw(_judging = _curvature, 0);

    private static void Draw(SampleStream[] shards, long number)
    {
        for (int i = 0; i < shards.Length; i++)
            shards[i].Draw(number * shards.Length + i);
    }
}
