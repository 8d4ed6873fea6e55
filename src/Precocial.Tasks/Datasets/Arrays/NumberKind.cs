namespace Precocial.Tasks;

/// <summary>How a number is stored in an array file.</summary>
internal enum NumberKind
{
    UInt8, Int8, UInt16, Int16, UInt32, Int32, UInt64, Int64, Float16, Float32, Float64,
}

/// <summary>What follows from a <see cref="NumberKind"/>.</summary>
internal static class NumberKinds
{
    /// <summary>The size of one number in bytes.</summary>
    public static int Bytes(this NumberKind kind) => kind switch
    {
        NumberKind.UInt8 or NumberKind.Int8 => 1,
        NumberKind.UInt16 or NumberKind.Int16 or NumberKind.Float16 => 2,
        NumberKind.UInt32 or NumberKind.Int32 or NumberKind.Float32 => 4,
        _ => 8,
    };
}
