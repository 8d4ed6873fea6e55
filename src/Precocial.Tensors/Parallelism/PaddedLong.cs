using System.Runtime.InteropServices;

namespace Precocial.Tensors;

/// <summary>A number that shares its cache line with nothing that another thread writes.</summary>
[StructLayout(LayoutKind.Explicit, Size = 192)]
internal struct PaddedLong
{
    [FieldOffset(64)]
    public long Value;
}
