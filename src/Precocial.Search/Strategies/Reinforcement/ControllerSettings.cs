namespace Precocial.Search;

/// <summary>The constants of a published controller: how it decides and how it learns.</summary>
/// <remarks>For ENAS the paper's prose and the released code differ; both are here, and the code's are what
/// the published results were obtained with.</remarks>
/// <param name="Policy">How it decides.</param>
/// <param name="Learning">How it learns.</param>
public sealed record ControllerSettings(LstmPolicySettings Policy, ReinforceSettings Learning)
{
    // The code's Adam has no momentum and a large ε.
    private static ReinforceSettings EnasLearning { get; } = new()
    {
        Beta1 = 0,
        Epsilon = 1e-3,
        BaselineDecay = 0.99,
        CorrectsBaseline = false,
        EntropyWeight = 1e-4,
    };

    private static LstmPolicySettings EnasPaperPolicy { get; } =
        new() { Units = 100, Temperature = 5, TanhConstant = 2.5 };

    private static ReinforceSettings EnasPaperLearning { get; } =
        new() { LearningRate = 0.00035, BaselineDecay = 0.99, EntropyWeight = 1e-4 };

    /// <summary>ENAS's macro space, as cifar10_macro_search.sh runs general_controller.py: 20 samples a
    /// step.</summary>
    public static ControllerSettings EnasMacroCode { get; } = new(
        new() { TanhConstant = 1.5, Entropy = EntropyTerm.Chosen, SkipTarget = 0.4 },
        EnasLearning with { SamplesPerStep = 20, LearningRate = 0.001, PenaltyWeight = 0.8 });

    /// <summary>ENAS's macro space by the paper, §2.2 and appendix: 100 units, temperature 5, tanh constant
    /// 2.5, one sample a step.</summary>
    public static ControllerSettings EnasMacroPaper { get; } = new(
        EnasPaperPolicy with { SkipTarget = 0.4 }, EnasPaperLearning with { PenaltyWeight = 0.8 });

    /// <summary>ENAS's micro space, as cifar10_micro_search.sh runs micro_controller.py: 10 samples a step,
    /// options' logits bounded by 1.10/2.5, biases for the two separable convolutions.</summary>
    public static ControllerSettings EnasMicroCode { get; } = new(
        new()
        {
            TanhConstant = 1.10,
            OptionTanhReduction = 2.5,
            LearnedBias = [10, 10, 0, 0, 0],
            FixedBias = [0.25, 0.25, -0.25, -0.25, -0.25],
            FixedBiasPrefix = "normal.",
        },
        EnasLearning with { SamplesPerStep = 10, LearningRate = 0.0035 });

    /// <summary>ENAS's micro space by the paper: as <see cref="EnasMacroPaper"/>, without a penalty or
    /// biases.</summary>
    public static ControllerSettings EnasMicroPaper { get; } = new(EnasPaperPolicy, EnasPaperLearning);

    /// <summary><see cref="EnasMacroCode"/> for hundreds of steps instead of 15,500.</summary>
    public static ControllerSettings EnasMacroSmall { get; } = Faster(EnasMacroCode);

    /// <summary><see cref="EnasMicroCode"/> for hundreds of steps instead of 4,500.</summary>
    public static ControllerSettings EnasMicroSmall { get; } = Faster(EnasMicroCode);

    /// <summary>Zoph and Le, ICLR 2017, §4.1: 2 layers of 35 units, U(−0.08, 0.08), Adam 0.0006, 8 children a
    /// replica, the reward cubed.</summary>
    public static ControllerSettings Zoph { get; } = new(
        new() { Layers = 2, Units = 35, InitialRange = 0.08, TwoSidedSkips = false },
        new() { SamplesPerStep = 8, LearningRate = 0.0006, BaselineDecay = 0.95, RewardPower = 3 });

    /// <summary>Zoph and Le's controller for tens of networks instead of thousands: steps of 4 samples, Adam
    /// 0.02.</summary>
    public static ControllerSettings ZophSmall { get; } = Zoph with
    {
        Learning = Zoph.Learning with { SamplesPerStep = 4, LearningRate = 0.02, BaselineDecay = 0.9 },
    };

    // On the digits, 1,500 steps of shared weights and 150 of the controller, one seed: rewards of the last
    // tenth 0.84 with these, 0.78 with a rate of 0.03, 0.54 with the code's constants, which hardly move.
    private static ControllerSettings Faster(ControllerSettings code) => code with
    {
        Learning = code.Learning with
        {
            SamplesPerStep = 10,
            LearningRate = 0.01,
            Epsilon = 1e-8,
            BaselineDecay = 0.95,
            CorrectsBaseline = true,
        },
    };

    /// <summary>A controller with these constants.</summary>
    /// <param name="space">Where it decides.</param>
    /// <param name="seed">Of its first parameters.</param>
    public Reinforce<TGenotype> For<TGenotype>(ISequentialSpace<TGenotype> space, ulong seed)
        where TGenotype : notnull => new(space, new LstmPolicy(Policy, seed), Learning);
}
