using Precocial.Architectures;
using Precocial.Tensors;

namespace Precocial.Search.Tests;

public sealed class FinalSizeTests
{
    private static readonly TaskGeometry s_task = TaskGeometry.Standardized([1, 8, 8], 10);
    private static readonly StackSize s_final = new(CellsPerStage: 3, Channels: 12);

    [Fact]
    public void Conclude_CellSpace_IsTheSameCellInALargerNetwork()
    {
        var space = new CellSpace(s_task) { Final = s_final };
        CellGenotype cell = space.Sample(new Rng(3));
        space.Decode(cell).Key.ShouldBe(new CellSpace(s_task).Decode(cell).Key);
        space.Conclude(cell).Key.ShouldBe(
            new CellSpace(s_task, channels: 12, cellsPerStage: 3).Decode(cell).Key);
    }

    [Fact]
    public void Conclude_EnasMicro_IsTheSameCellInALargerNetworkWithoutProjections()
    {
        var space = new EnasMicroSpace(s_task, blocks: 3) { Final = s_final };
        EnasMicroGenotype cell = space.Sample(new Rng(3));
        space.Decode(cell).Key.ShouldBe(new EnasMicroSpace(s_task, blocks: 3).Decode(cell).Key);
        space.Conclude(cell).Key.ShouldBe(
            new EnasMicroSpace(s_task, channels: 12, cellsPerStage: 3, blocks: 3).Conclude(cell).Key);
    }

    [Fact]
    public void Conclude_ProgressiveCells_AreUsedLargeAtEverySize()
    {
        var space = new ProgressiveCellSpace(s_task, blocks: 2, final: s_final);
        CellGenotype one = space.Seeds[40], two = space.Grown(one).First();
        foreach (CellGenotype cell in (CellGenotype[])[one, two])
            space.Conclude(cell).Parameters.ShouldBeGreaterThan(space.Decode(cell).Parameters);
    }

    [Fact]
    public void Final_OneOfTheTwo_KeepsTheOther()
    {
        var space = new CellSpace(s_task) { Final = new StackSize(CellsPerStage: 2, Channels: null) };
        (space.Concluded.CellsPerStage, space.Concluded.Channels).ShouldBe((2, space.Channels));
    }
}
