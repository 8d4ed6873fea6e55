using Precocial.Testing;

namespace Precocial.Search.Tests;

public sealed class MacroSpaceSequenceTests : SequentialSpaceConformance<MacroGenotype>
{
    protected override ISequentialSpace<MacroGenotype> Space { get; } =
        new MacroSpace(TaskGeometry.Standardized([1, 28, 28], 10));
}

public sealed class CellSpaceSequenceTests : SequentialSpaceConformance<CellGenotype>
{
    protected override ISequentialSpace<CellGenotype> Space { get; } =
        new CellSpace(TaskGeometry.Standardized([1, 8, 8], 10));
}

public sealed class NasBench201SequenceTests : SequentialSpaceConformance<NasBench201Cell>
{
    protected override ISequentialSpace<NasBench201Cell> Space { get; } = new NasBench201Space();
}

public sealed class EnasMicroSequenceTests : SequentialSpaceConformance<EnasMicroGenotype>
{
    protected override ISequentialSpace<EnasMicroGenotype> Space { get; } =
        new EnasMicroSpace(TaskGeometry.Standardized([1, 8, 8], 10), blocks: 4);
}

public sealed class EnasMacroSequenceTests : SequentialSpaceConformance<EnasMacroGenotype>
{
    protected override ISequentialSpace<EnasMacroGenotype> Space { get; } =
        new EnasMacroSpace(TaskGeometry.Standardized([1, 8, 8], 10), layers: 5);
}

public sealed class ZophSequenceTests : SequentialSpaceConformance<ZophGenotype>
{
    protected override ISequentialSpace<ZophGenotype> Space { get; } =
        new ZophSpace(TaskGeometry.Standardized([1, 8, 8], 10), layers: 3, ZophOptions.Small);
}
