using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Precocial.Tensors.Kernels.Tiles;

/// <summary>Four floats, on any processor: what the generated kernels are written with. The same names as in
/// the other files, without the masks that not every processor has.</summary>
internal static unsafe class PortableLanes
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(float* address) => Vector128.Load(address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* address, Vector128<float> value) => value.Store(address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Broadcast(float* address) => Vector128.Create(*address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Fma(Vector128<float> a, Vector128<float> b,
        Vector128<float> c) => a * b + c;

    /// <summary>Nothing: there is no portable way to fetch a line ahead.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(float* address) => _ = address;
}
