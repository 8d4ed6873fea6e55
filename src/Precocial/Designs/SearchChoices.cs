namespace Precocial;

/// <summary>The spaces that a design can search.</summary>
public enum SpaceChoice
{
    /// <summary>Stages of blocks: <see cref="Search.MacroSpace"/>.</summary>
    Macro,

    /// <summary>One cell, repeated: <see cref="Search.CellSpace"/>.</summary>
    Cell,

    /// <summary>The 15,625 cells of NAS-Bench-201: <see cref="Search.NasBench201Space"/>.</summary>
    NasBench201,

    /// <summary>What the scaled-down DeepNets generator draws: <see cref="Search.DeepNetsSpace"/>. The
    /// networks that a hypernetwork was trained on.</summary>
    DeepNets,

    /// <summary>ENAS's cells: <see cref="Search.EnasMicroSpace"/>.</summary>
    EnasMicro,

    /// <summary>ENAS's chains with skips: <see cref="Search.EnasMacroSpace"/>.</summary>
    EnasMacro,

    /// <summary>Chains of filters of every shape, with skips: <see cref="Search.ZophSpace"/>.</summary>
    Zoph,
}

/// <summary>The strategies that a design can search with.</summary>
public enum StrategyChoice
{
    /// <summary>Independent draws: <see cref="Search.RandomSearch{TGenotype,TFeedback}"/>.</summary>
    Random,

    /// <summary>Steps to better neighbours: <see cref="Search.LocalSearch{TGenotype,TFeedback}"/>.</summary>
    Local,

    /// <summary>Tournaments and mutations:
    /// <see cref="Search.RegularizedEvolution{TGenotype,TFeedback}"/>.</summary>
    Evolution,

    /// <summary>The best networks' mutations that a predictor ranks first:
    /// <see cref="Search.PredictorGuided{TGenotype,TFeedback}"/>.</summary>
    Guided,

    /// <summary>A controller that is paid for what scores well:
    /// <see cref="Search.Reinforce{TGenotype}"/>.</summary>
    Reinforce,
}
