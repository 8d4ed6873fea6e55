using Precocial.Testing;

namespace Precocial.Tasks.Tests;

/// <summary>The walker on grass keeps what every environment keeps.</summary>
public sealed class BipedConformanceTests : EnvironmentConformance
{
    protected override IEnvironment Create() => new BipedalWalker();
}

/// <summary>So does the walker among stumps, pits and stairs.</summary>
public sealed class HardcoreBipedConformanceTests : EnvironmentConformance
{
    protected override IEnvironment Create() =>
        new BipedalWalker(new BipedalWalkerOptions { Hardcore = true, PenalisesFalls = true });
}
