namespace Precocial.Tensors;

/// <summary>A perceptron with one hidden layer, rectified after both: what a node says, as a function of its
/// state.</summary>
/// <param name="HiddenWeight">Shape [hidden, features].</param>
/// <param name="HiddenBias">Shape [hidden].</param>
/// <param name="OutputWeight">Shape [features, hidden].</param>
/// <param name="OutputBias">Shape [features].</param>
public sealed record MessageWeights(Tensor HiddenWeight, Tensor HiddenBias, Tensor OutputWeight,
    Tensor OutputBias);

/// <summary>The weights of <see cref="TensorOperations.GatedGraph"/>.</summary>
/// <param name="Message">What a node says along edges of length 1.</param>
/// <param name="VirtualMessage">What it says along every edge, those of length 1 included, divided by the
/// length; null for a network without virtual edges. As many hidden units as
/// <paramref name="Message"/>.</param>
/// <param name="InputWeight">Of the gated recurrent unit, gates reset, update, new: shape [3·features,
/// features].</param>
/// <param name="InputBias">Shape [3·features].</param>
/// <param name="HiddenWeight">Shape [3·features, features].</param>
/// <param name="HiddenBias">Shape [3·features].</param>
public sealed record GatedGraphWeights(MessageWeights Message, MessageWeights? VirtualMessage,
    Tensor InputWeight,
    Tensor InputBias, Tensor HiddenWeight, Tensor HiddenBias)
{
    internal int Features => InputWeight.Shape.Rank == 2 ? InputWeight.Shape[1] : 0;

    internal int Hidden => Message.HiddenBias.Count;

    internal IEnumerable<Tensor> All() =>
    [
        Message.HiddenWeight, Message.HiddenBias, Message.OutputWeight, Message.OutputBias,
        .. VirtualMessage is { } far
            ? (Tensor[])[far.HiddenWeight, far.HiddenBias, far.OutputWeight, far.OutputBias]
            : [],
        InputWeight, InputBias, HiddenWeight, HiddenBias,
    ];

    internal IEnumerable<Shape> Shapes()
    {
        int h = Features, k = Hidden;
        IEnumerable<Shape> message = [[k, h], [k], [h, k], [h]];
        return [.. message, .. VirtualMessage is null ? [] : message, [3 * h, h], [3 * h], [3 * h, h],
            [3 * h]];
    }
}
