using System.CommandLine;

namespace Precocial.Cli;

/// <summary><c>--dataset</c>: which columns of a recorded table are read.</summary>
internal static class DataSetOption
{
    public static Option<string> Create() => ChoiceOption.Create("--dataset",
        "Which columns of the recorded table: c10 for CIFAR-10, c100 for CIFAR-100, in16 for ImageNet16-120.",
        "c10", "c100", "in16");
}
