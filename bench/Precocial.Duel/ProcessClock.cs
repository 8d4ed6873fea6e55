using System.Runtime.InteropServices;

namespace Precocial.Duel;

/// <summary>The CPU time of this process, with the resolution of the system's clock.</summary>
internal static partial class ProcessClock
{
    private const int ProcessCpuTime = 2;

    /// <summary>The nanoseconds of CPU that <paramref name="repetitions"/> runs take.</summary>
    public static long Time(Action run, int repetitions)
    {
        long start = Now();
        for (int i = 0; i < repetitions; i++)
            run();
        return Now() - start;
    }

    private static long Now()
    {
        if (GetTime(ProcessCpuTime, out TimeSpec time) != 0)
            throw new InvalidOperationException("clock_gettime refused: this server runs on Linux only.");
        return time.Seconds * 1_000_000_000 + time.Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
