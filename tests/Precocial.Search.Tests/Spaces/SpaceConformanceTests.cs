using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class MacroSpaceOn8x8Tests : SpaceConformance<MacroGenotype>
{
    protected override int Samples => 1000;

    protected override IMutableSpace<MacroGenotype> Space { get; } =
        new MacroSpace(TaskGeometry.Standardized([1, 8, 8], 10));
}

public sealed class MacroSpaceOn28x28Tests : SpaceConformance<MacroGenotype>
{
    protected override int Samples => 1000;

    protected override IMutableSpace<MacroGenotype> Space { get; } =
        new MacroSpace(TaskGeometry.Standardized([1, 28, 28], 10));
}

public sealed class MacroSpaceOn32x32Tests : SpaceConformance<MacroGenotype>
{
    protected override int Samples => 1000;

    protected override IMutableSpace<MacroGenotype> Space { get; } =
        new MacroSpace(TaskGeometry.Standardized([3, 32, 32], 10));
}

public sealed class MacroSpaceOnOddImagesTests : SpaceConformance<MacroGenotype>
{
    protected override IMutableSpace<MacroGenotype> Space { get; } =
        new MacroSpace(TaskGeometry.Standardized([2, 3, 50], 3));
}

public sealed class MacroSpaceOnVectorsTests : SpaceConformance<MacroGenotype>
{
    protected override int Samples => 1000;

    protected override IMutableSpace<MacroGenotype> Space { get; } = new MacroSpace(
        TaskGeometry.Standardized([13], 3));
}

public sealed class CellSpaceOn8x8Tests : SpaceConformance<CellGenotype>
{
    protected override IMutableSpace<CellGenotype> Space { get; } =
        new CellSpace(TaskGeometry.Standardized([1, 8, 8], 10));
}

public sealed class CellSpaceOn32x32Tests : SpaceConformance<CellGenotype>
{
    protected override int Samples => 300;

    protected override IMutableSpace<CellGenotype> Space { get; } =
        new CellSpace(TaskGeometry.Standardized([3, 32, 32], 10), channels: 4, cellsPerStage: 2, nodes: 3);
}

public sealed class EnasMicroSpaceOn8x8Tests : SpaceConformance<EnasMicroGenotype>
{
    protected override IMutableSpace<EnasMicroGenotype> Space { get; } =
        new EnasMicroSpace(TaskGeometry.Standardized([1, 8, 8], 10), blocks: 3);
}

public sealed class EnasMacroSpaceOn28x28Tests : SpaceConformance<EnasMacroGenotype>
{
    protected override IMutableSpace<EnasMacroGenotype> Space { get; } =
        new EnasMacroSpace(TaskGeometry.Standardized([1, 28, 28], 10));
}

public sealed class ZophSpaceOn28x28Tests : SpaceConformance<ZophGenotype>
{
    protected override IMutableSpace<ZophGenotype> Space { get; } =
        new ZophSpace(TaskGeometry.Standardized([1, 28, 28], 10), layers: 4, ZophOptions.Small);
}

public sealed class NasBench201ConformanceTests : SpaceConformance<NasBench201Cell>
{
    protected override IMutableSpace<NasBench201Cell> Space { get; } =
        new NasBench201Space(new NasBench201Skeleton { InputShape = [3, 8, 8], CellsPerStage = 1 });
}

public sealed class ToySpaceTests : SpaceConformance<ToyGenotype>
{
    protected override IMutableSpace<ToyGenotype> Space { get; } = new ToySpace();
}
