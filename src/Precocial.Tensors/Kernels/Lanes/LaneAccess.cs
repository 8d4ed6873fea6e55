using System.Runtime.CompilerServices;

namespace Precocial.Tensors.Kernels;

/// <summary>Loads and stores that also serve the last, partly filled register of a row.</summary>
internal static unsafe class LaneAccess
{
    /// <summary>A register, or its first <paramref name="count"/> lanes if fewer are left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Load<T>(float* source, int count) where T : struct, ILanes<T> =>
        count >= T.Count ? T.Load(source) : T.LoadFirst(source, count);

    /// <summary>The same for a store.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(T value, float* target, int count) where T : struct, ILanes<T>
    {
        if (count >= T.Count)
            value.Store(target);
        else
            value.StoreFirst(target, count);
    }
}
