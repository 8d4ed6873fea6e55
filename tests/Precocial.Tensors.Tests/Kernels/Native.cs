using System.Runtime.InteropServices;

namespace Precocial.Tensors.Tests.Kernels;

/// <summary>A native array for kernel tests: guarded at both ends, so that a stray write is seen.</summary>
internal sealed unsafe class Native : IDisposable
{
    private const int Guard = 64;
    private const float Sentinel = 12345.678f;
    private readonly float* _memory;

    public Native(int length)
    {
        Length = length;
        _memory = (float*)NativeMemory.AlignedAlloc((nuint)(length + 2 * Guard) * sizeof(float), 64);
        new Span<float>(_memory, length + 2 * Guard).Fill(Sentinel);
    }

    public int Length { get; }

    public float* Pointer => _memory + Guard;

    public Span<float> Span => new(Pointer, Length);

    public static Native Random(int length, Rng rng)
    {
        var array = new Native(length);
        foreach (ref float value in array.Span)
            value = 2 * rng.NextSingle() - 1;
        return array;
    }

    public void GuardsAreIntact()
    {
        new Span<float>(_memory, Guard).IndexOfAnyExcept(Sentinel).ShouldBe(-1, "written before the start");
        new Span<float>(Pointer + Length, Guard).IndexOfAnyExcept(Sentinel).ShouldBe(-1,
            "written past the end");
    }

    public void Dispose() => NativeMemory.AlignedFree(_memory);
}
