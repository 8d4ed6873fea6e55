using System.Collections.Immutable;
using Precocial.Tasks;
using Precocial.Tensors;

namespace Precocial.Search;

/// <summary>What a space must know of a task: shapes and the constants that standardize its inputs. Never
/// samples.</summary>
/// <param name="Input">The shape of one sample: [channels, height, width] or [features].</param>
/// <param name="Classes">How many logits the networks end in.</param>
/// <param name="Mean">What is subtracted: one number a channel or feature.</param>
/// <param name="Scale">What the difference is multiplied by: 1/deviation.</param>
public sealed record TaskGeometry(Shape Input, int Classes, ImmutableArray<float> Mean,
    ImmutableArray<float> Scale)
{
    /// <summary>The geometry of a data set; give the training part, so that nothing of the test part
    /// leaks.</summary>
    public static TaskGeometry Of(Dataset train) =>
        new(train.SampleShape, train.Classes, [.. train.Mean], [.. train.Scale]);

    /// <summary>A geometry whose inputs are standardized already.</summary>
    public static TaskGeometry Standardized(Shape input, int classes) => new(
        input, classes, [.. Enumerable.Repeat(0f, input[0])], [.. Enumerable.Repeat(1f, input[0])]);

    /// <summary>Whether samples are images.</summary>
    public bool IsImage => Input.Rank == 3;

    /// <summary>How many stages, each at half the size of the one before, leave 4 pixels behind a stem; at
    /// most 3.</summary>
    internal int StagesBehind(int stemStride) =>
        Math.Clamp((int)Math.Log2(Math.Min(Input[1], Input[2]) / stemStride / 4.0) + 1, 1, 3);

    /// <exception cref="ArgumentException">Samples are not images.</exception>
    internal void RequireImages(string space)
    {
        if (!IsImage)
        {
            throw new ArgumentException(
                $"The {space} space is for images [channels, height, width], but the samples are {Input}. "
                + "Use the macro space.");
        }
    }

    /// <summary>The geometry on one line, with its constants' hash: equal lines, equal geometries.</summary>
    public override string ToString()
    {
        var bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes([.. Mean, .. Scale]);
        return $"{Input} to {Classes} classes, standardized by "
            + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))[..8];
    }
}
