namespace Precocial.KernelGenerator;

/// <summary>What the kernels of one instruction set look like.</summary>
/// <param name="Name">Its name in file and type names; <c>{Name}Lanes</c> has its operations.</param>
/// <param name="Lanes">Floats in a vector.</param>
/// <param name="Rows">The most rows of a tile of 1, 2 and 4 vectors: rows · vectors accumulators, one row of
/// vectors and one broadcast must fit the registers (32 for AVX-512, else 16).</param>
/// <param name="Masks">Whether vectors can be loaded and stored in part.</param>
internal sealed record InstructionSet(string Name, int Lanes, (int One, int Two, int Four) Rows, bool Masks)
{
    public static readonly InstructionSet[] All =
    [
        new("Avx512", 16, (14, 14, 6), Masks: true),
        new("Avx2", 8, (6, 6, 2), Masks: true),
        new("Portable", 4, (6, 6, 2), Masks: false),
    ];

    public string Vector => $"Vector{Lanes * 32}<float>";

    public int MaxRows(int vectors) => vectors switch { 1 => Rows.One, 2 => Rows.Two, _ => Rows.Four };
}
