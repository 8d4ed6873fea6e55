namespace Precocial.Architectures;

/// <summary>The names of <see cref="DeepNetsOperation"/> in files, and what the sampling rules ask of
/// them.</summary>
public static class DeepNetsOperations
{
    /// <summary>How many operations there are: 15.</summary>
    public const int Count = 15;

    private static readonly string[] Names =
    [
        "none", "max_pool_3x3", "avg_pool_3x3", "skip_connect", "sep_conv_3x3", "sep_conv_5x5",
        "dil_conv_3x3", "dil_conv_5x5", "conv_1x1", "conv_7x1_1x7", "conv_3x3", "conv_5x5", "conv_7x7", "msa",
        "cse",
    ];

    /// <summary>The name in files: <c>sep_conv_3x3</c>.</summary>
    public static string NameOf(DeepNetsOperation operation) => Names[(int)operation];

    /// <summary>The operation with a name in files.</summary>
    public static bool TryParse(string name, out DeepNetsOperation operation)
    {
        int index = Array.IndexOf(Names, name);
        operation = (DeepNetsOperation)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>Whether it is a convolution of any kind: its name contains "conv".</summary>
    public static bool IsConvolution(DeepNetsOperation operation) =>
        operation is >= DeepNetsOperation.Separable3x3 and <= DeepNetsOperation.Convolution7x7;

    /// <summary>The side of the window of a convolution; 7 for the pair 1x7 and 7x1, 3 for pooling, else
    /// 1.</summary>
    internal static int KernelOf(DeepNetsOperation operation) => operation switch
    {
        DeepNetsOperation.Convolution7x7 or DeepNetsOperation.Convolution7x1 => 7,
        DeepNetsOperation.Convolution5x5 or DeepNetsOperation.Separable5x5
            or DeepNetsOperation.Dilated5x5 => 5,
        DeepNetsOperation.Convolution3x3 or DeepNetsOperation.Separable3x3 or DeepNetsOperation.Dilated3x3
            or DeepNetsOperation.MaxPool3x3 or DeepNetsOperation.AveragePool3x3 => 3,
        _ => 1,
    };
}
