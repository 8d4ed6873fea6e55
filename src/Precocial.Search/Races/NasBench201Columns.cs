namespace Precocial.Search;

/// <summary>Which columns of a NAS-Bench-201 table are read: a data set's accuracies, in percent, by one
/// naming.</summary>
/// <param name="DataSet">The columns' prefix: c10, c100 or in16.</param>
/// <param name="Title">The data set's name, for people.</param>
public sealed record NasBench201Columns(string DataSet, string Title)
{
    /// <summary>The column that names a row's cell.</summary>
    public const string Key = "cell";

    /// <summary>CIFAR-10.</summary>
    public static NasBench201Columns Cifar10 { get; } = new("c10", "CIFAR-10");

    /// <summary>CIFAR-100.</summary>
    public static NasBench201Columns Cifar100 { get; } = new("c100", "CIFAR-100");

    /// <summary>ImageNet at 16x16 with 120 classes.</summary>
    public static NasBench201Columns ImageNet16 { get; } = new("in16", "ImageNet16-120");

    /// <summary>What strategies see: validation accuracy after 12 epochs.</summary>
    public string Signal => $"{DataSet}_val_12ep";

    /// <summary>What is reported: test accuracy after 200 epochs.</summary>
    public string Reported => $"{DataSet}_test_200ep";

    /// <summary>The columns of a data set by its prefix.</summary>
    /// <exception cref="ArgumentException">There is no such data set.</exception>
    public static NasBench201Columns For(string dataSet) => dataSet switch
    {
        "c10" => Cifar10,
        "c100" => Cifar100,
        "in16" => ImageNet16,
        _ => throw new ArgumentException(
            $"NAS-Bench-201 has the data sets c10, c100 and in16, but not '{dataSet}'."),
    };
}
