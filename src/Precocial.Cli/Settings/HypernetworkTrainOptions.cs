using System.CommandLine;
using System.Globalization;
using Precocial.Hypernetworks;
using Precocial.Tasks;

namespace Precocial.Cli;

/// <summary>The arguments of <c>ghn train</c>.</summary>
internal sealed class HypernetworkTrainOptions
{
    private readonly Option<string> _generator = ChoiceOption.Create("--generator",
        "Where networks come from: mini (2 to 8 cells, small) or deepnets1m (the published generator).",
        "mini", "deepnets1m");

    private readonly Option<string> _kind =
        ChoiceOption.Create("--kind", "Which hypernetwork: ghn2, ghn1, or mlp, which sees no edges.", "ghn2", "ghn1", "mlp");

    private readonly Option<string> _decoder = ChoiceOption.Create("--decoder",
        "How kernels are decoded: conv, or mlp, with many times the parameters.", "conv", "mlp");

    private readonly Option<string> _curriculum = ChoiceOption.Create("--curriculum",
        "Small networks first (small), a growing limit (growing), or any from the start (none).",
        "small", "growing", "none");

    private readonly Option<string?> _budget = new("--budget")
    {
        Description = "How long to train: a time such as 10m or 2h, or a number of steps, which reproduces. "
            + "[default: 10m]",
        HelpName = "amount",
    };

    private readonly Option<int> _hidden = NumberOption.Create("--hidden", "Size of a node's vector; a multiple of 4.", 32);

    private readonly Option<string> _maxShape = new("--max-shape")
    {
        Description = "The largest tensor that is decoded whole, OUTxINxSIDE; larger ones are tiled.",
        DefaultValueFactory = _ => "32x32x7",
        HelpName = "shape",
    };

    private readonly Option<int> _metaBatch = NumberOption.Create("--meta-batch", "Networks in a step; side by side on threads.", 2);

    private readonly Option<int> _batch = NumberOption.Create("--batch", "Images in a step.", 64);

    private readonly Option<float> _rate = new("--rate")
    {
        Description = "The highest learning rate.",
        DefaultValueFactory = _ => 1e-3f,
        HelpName = "number",
    };

    private readonly Option<double> _hold = new("--hold")
    {
        Description = "The share of the training up to which the rate stays at its highest.",
        DefaultValueFactory = _ => 0.05,
        HelpName = "share",
    };

    private readonly Option<string?> _pool = new("--networks")
    {
        Description = "How many different networks there are, by progress: 0:1,0.1:5,0.3:0 (0 networks for fresh ones "
            + "forever). [default: fresh ones]",
        HelpName = "list",
    };

    private readonly Option<double> _slope = new("--leaky-slope")
    {
        Description = "Slope of the decoders' rectifiers below 0.",
        HelpName = "number",
    };

    private readonly Option<int?> _imageSize = new("--image-size")
    {
        Description = "Scale images down to this side.",
        HelpName = "pixels",
    };

    private readonly Option<bool> _augment = new("--augment") { Description = "Shift and mirror images as suits the data." };
    private readonly Option<bool> _noVirtual = new("--no-virtual-edges") { Description = "An ablation: edges of length 1." };

    private readonly Option<bool> _noNormalization =
        new("--no-normalization") { Description = "An ablation: predicted weights as decoded." };

    private readonly Option<string?> _start = new("--start")
    {
        Description = "A hypernetwork to go on from.",
        HelpName = "file",
    };

    private readonly Option<int> _evaluations = NumberOption.Create("--evaluations", "How often it is judged on the way.", 20);

    private readonly Option<int> _evaluationNetworks =
        NumberOption.Create("--evaluation-networks", "Unseen networks that it is judged on each time.", 40);

    public Option<bool> Resume { get; } = new("--resume")
    {
        Description = "Go on from the state beside the output; an error if there is none. [default: if there is one]",
    };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_generator, _kind, _decoder, _budget, _curriculum, _hidden, _maxShape, _metaBatch,
            _batch, _rate, _hold, _pool, _slope, _imageSize, _augment, _noVirtual, _noNormalization, _start, _evaluations,
            _evaluationNetworks, Resume])
        {
            command.Options.Add(option);
        }
    }

    public HypernetworkRunSettings Read(ParseResult parsed, Dataset data, ulong seed)
    {
        string text = parsed.GetValue(_budget) ?? "10m";
        BudgetText budget = BudgetText.Parse(text);
        TrainedHypernetwork? start = parsed.GetValue(_start) is { } file ? BundledHypernetworks.Load(file) : null;
        return new HypernetworkRunSettings
        {
            Configuration = start?.Model.Configuration ?? ConfigurationOf(parsed),
            Training = TrainingOf(parsed, budget, data),
            Generator = parsed.GetValue(_generator) == "mini" ? "mini" : "train",
            Time = budget.Time,
            ImageSize = parsed.GetValue(_imageSize) is { } side ? NumberOption.InRange("--image-size", side, 4, 1024) : null,
            Start = start,
            Seed = seed,
            Evaluations = NumberOption.InRange("--evaluations", parsed.GetValue(_evaluations), 1, 100_000),
            EvaluationNetworks = NumberOption.InRange("--evaluation-networks", parsed.GetValue(_evaluationNetworks), 1, 10_000),
        };
    }

    private HypernetworkConfiguration ConfigurationOf(ParseResult parsed)
    {
        HypernetworkConfiguration kind = parsed.GetValue(_kind) switch
        {
            "ghn1" => HypernetworkConfiguration.Ghn1,
            "mlp" => HypernetworkConfiguration.Mlp,
            _ => HypernetworkConfiguration.Ghn2,
        };
        int hidden = NumberOption.InRange("--hidden", parsed.GetValue(_hidden), 4, 512);
        double slope = parsed.GetValue(_slope);
        if (hidden % 4 != 0 || slope is not (>= 0 and < 1))
            throw new UsageException($"--hidden must be a multiple of 4 and --leaky-slope from 0 to below 1, but they are "
                + $"{hidden} and {slope.ToString(CultureInfo.InvariantCulture)}.");
        return kind with
        {
            Hidden = hidden,
            MaxShape = ShapeOf(parsed.GetValue(_maxShape)!),
            Decoder = parsed.GetValue(_decoder) == "mlp" ? DecoderKind.Perceptron : DecoderKind.Convolution,
            LeakySlope = (float)slope,
            VirtualEdges = parsed.GetValue(_noVirtual) ? 1 : kind.VirtualEdges,
            NormalizesWeights = !parsed.GetValue(_noNormalization) && kind.NormalizesWeights,
        };
    }

    private HypernetworkTrainingSettings TrainingOf(ParseResult parsed, BudgetText budget, Dataset data)
    {
        float rate = parsed.GetValue(_rate);
        double hold = parsed.GetValue(_hold);
        if (!(rate > 0 && rate < 1) || hold is not (>= 0 and <= 1))
            throw new UsageException("--rate must be above 0 and below 1, and --hold from 0 to 1.");
        return new HypernetworkTrainingSettings
        {
            Steps = budget.Evaluations ?? new HypernetworkTrainingSettings().Steps,
            MetaBatch = NumberOption.InRange("--meta-batch", parsed.GetValue(_metaBatch), 1, 256),
            BatchSize = NumberOption.InRange("--batch", parsed.GetValue(_batch), 2, 4096),
            LearningRate = rate,
            Hold = hold,
            Nodes = parsed.GetValue(_curriculum) switch
            {
                "growing" => new GrowingNodes(),
                "none" => new AnyNodes(),
                _ => new FewNodesFirst(),
            },
            Networks = parsed.GetValue(_pool) is { } pool ? PoolOf(pool) : NetworkCurriculum.Fresh,
            Augmentation = parsed.GetValue(_augment) ? Augmentation.For(data) : Augmentation.None,
        };
    }

    private static KernelShape ShapeOf(string text)
    {
        string[] words = text.Split('x');
        var numbers = new int[3];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (words.Length != 3 || !int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i])
                || numbers[i] is < 1 or > 512 || numbers[2] > 31)
                throw new UsageException($"--max-shape must be OUTxINxSIDE such as 32x32x7, but is '{text}'.");
        }
        return new KernelShape(numbers[0], numbers[1], numbers[2], numbers[2]);
    }

    private static NetworkCurriculum PoolOf(string text)
    {
        var stages = new List<(double From, int Networks)>();
        foreach (string word in text.Split(','))
        {
            string[] pair = word.Split(':');
            if (pair.Length != 2 || !double.TryParse(pair[0], CultureInfo.InvariantCulture, out double from)
                || !int.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out int networks)
                || from is not (>= 0 and <= 1) || (stages.Count > 0 && from <= stages[^1].From))
                throw new UsageException($"--networks must be PROGRESS:COUNT pairs such as 0:1,0.1:5,0.3:0, but is '{text}'.");
            stages.Add((from, networks));
        }
        return new NetworkCurriculum([.. stages]);
    }
}
